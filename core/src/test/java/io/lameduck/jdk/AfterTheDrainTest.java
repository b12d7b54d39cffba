package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import io.lameduck.spi.Wire;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Between the end of the drain and the cut of the connections. */
@Timeout(60)
class AfterTheDrainTest {
  private final Hold hold = new Hold();

  /** A client may send it again elsewhere, from which an answer would keep it. */
  @Test
  void aRequestIsNotAnsweredRatherThanAnsweredWithAFailure() throws Exception {
    HttpServer http = HttpServer.create(DrilledServer.freePort(), 0);
    ExecutorService threads = QuietThreads.pool(4);
    http.setExecutor(threads);
    http.createContext("/", answering("hello"));
    try (Drill drill = new Drill(new SlowToClose(), JdkServer.of(http)).start();
        Wire wire = Wire.to(http.getAddress().getPort())) {
      wire.get("/").reply();
      drill.drain();
      hold.awaitArrival();
      assertThat(wire.get("/").ended()).isTrue();
      assertThat(drill.traffic().served()).isEqualTo(1);
      hold.release();
      drill.assertDrained();
    } finally {
      threads.shutdownNow();
    }
  }

  private final class SlowToClose implements Server {
    @Override
    public String name() {
      return "slow to close";
    }

    @Override
    public void start(ServerContext context) {}

    @Override
    public void stopAccepting() {}

    @Override
    public void close() {
      hold.pass();
    }
  }
}
