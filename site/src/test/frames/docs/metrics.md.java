import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.Phase;
import io.lameduck.jdk.JdkServer;
import io.lameduck.micrometer.LameduckMetrics;
import io.micrometer.core.instrument.MeterRegistry;

class Frame {
  void bind(HttpServer server, MeterRegistry registry) throws Exception {
    // snippet
  }

  void publish(Lameduck lameduck, MeterRegistry registry) {
    // snippet
  }
}
