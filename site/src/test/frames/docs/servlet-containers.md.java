import io.lameduck.Lameduck;
import io.lameduck.servlet.tomcat.TomcatServer;
import org.apache.catalina.startup.Tomcat;

class Frame {
  void main() throws Exception {
    // snippet
  }
}
