package io.lameduck.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Probes on a port of their own are answered whatever the service is up to. */
@Timeout(60)
class ProbePortOfAServiceTest {
  private final Hold hold = new Hold();

  @AfterEach
  void release() {
    hold.release();
  }

  @Test
  void answersWhileAllThreadsOfTheServiceAreStuck() throws IOException {
    int port = freePort();
    try (DrilledServer server = DrilledServer.withThreads(1)) {
      server.http().createContext("/held", this::dropHeld);
      server.drill().set(Setting.PROBE_PORT, port).start();
      server.open().get("/held");
      hold.awaitArrival();
      assertThat(status(port, "/alive")).isEqualTo(200);
      assertThat(status(port, "/ready")).isEqualTo(200);
      assertThat(server.drill().inFlight().count()).isEqualTo(1);
      hold.release();
    }
  }

  private void dropHeld(HttpExchange exchange) {
    hold.pass();
    exchange.close();
  }

  @Test
  void leavesTheServiceWithoutProbes() throws IOException {
    int port = freePort();
    try (DrilledServer server = DrilledServer.withThreads(1)) {
      server.drill().set(Setting.PROBE_PORT, port).start();
      assertThat(server.get("/ready").status()).isEqualTo(404);
      assertThat(status(port, "/ready")).isEqualTo(200);
    }
  }

  @Test
  void outlivesTheDrain() throws Exception {
    int port = freePort();
    try (Drill drill =
        new Drill().set(Setting.PROBE_PORT, port).closeLast("slow", hold::pass).start()) {
      drill.drain();
      hold.awaitArrival();
      assertThat(drill.lameduck().phase()).isEqualTo(Phase.CLOSING);
      assertThat(status(port, "/alive")).isEqualTo(200);
      assertThat(status(port, "/ready")).isEqualTo(503);
      hold.release();
      drill.assertDrained();
      assertThat(status(port, "/alive")).isEqualTo(200);
    }
    await().until(() -> Wire.refused(port));
  }

  @Test
  void keepsTheServiceFromStartingWhereItsPortIsInUse() throws IOException {
    try (Drill drill = new Drill();
        ServerSocket other = new ServerSocket(0)) {
      int port = other.getLocalPort();
      assertThatIllegalStateException()
          .isThrownBy(() -> drill.set(Setting.PROBE_PORT, port).start())
          .withMessageContaining("LAMEDUCK_PROBE_PORT: " + port);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static int status(int port, String path) throws IOException {
    try (Wire wire = Wire.to(port)) {
      return wire.get(path).reply().status();
    }
  }
}
