import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import io.lameduck.Lameduck;
import io.lameduck.armeria.ArmeriaServer;
import io.lameduck.kafka.KafkaLoop;
import io.lameduck.quartz.QuartzJobs;
import org.apache.kafka.clients.consumer.Consumer;
import org.quartz.Scheduler;

class Frame {
  interface Order {}

  interface OpenTelemetrySdk extends AutoCloseable {}

  void armeria(HttpService orders) throws Exception {
    // snippet
  }

  void handle(Object record) {}

  void kafka(Consumer<String, Order> consumer) throws Exception {
    // snippet
  }

  void quartz(Scheduler scheduler) throws Exception {
    // snippet
  }

  void telemetry(OpenTelemetrySdk sdk, AutoCloseable pool, io.lameduck.spi.Server server)
      throws Exception {
    // snippet
  }
}
