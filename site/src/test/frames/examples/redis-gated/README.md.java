import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.jdk.JdkServer;

class Frame {
  interface Redis extends AutoCloseable {
    String ping();
  }

  void main(HttpServer server, Redis redis) throws Exception {
    // snippet
  }
}
