import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.jdk.JdkServer;
import java.net.InetSocketAddress;

class Frame {
  interface Pool extends AutoCloseable {
    void ping() throws Exception;
  }

  void main(HttpHandler orders, Pool pool) throws Exception {
    // snippet
  }
}
