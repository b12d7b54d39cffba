package io.lameduck.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Probes on a port of their own are answered whatever the service is up to. */
@Timeout(60)
class ProbeServerTest {
  private final Hold hold = new Hold();

  @AfterEach
  void release() {
    hold.release();
  }

  @Nested
  class OnItsOwn {
    @Test
    void answersProbesAndNothingElse() throws IOException {
      try (Drill drill = new Drill().start();
          ProbeServer probes = open(drill)) {
        assertThat(status(probes.port(), "/alive")).isEqualTo(200);
        assertThat(status(probes.port(), "/ready")).isEqualTo(200);
        assertThat(status(probes.port(), "/started")).isEqualTo(200);
        assertThat(status(probes.port(), "/")).isEqualTo(404);
        assertThat(status(probes.port(), "/readyz")).isEqualTo(404);
      }
    }

    @Test
    void answersWhileManyClientsHaveSentHalfARequest() throws IOException {
      List<Wire> slow = new ArrayList<>();
      try (Drill drill = new Drill().start();
          ProbeServer probes = open(drill)) {
        for (int i = 0; i < 40; i++) {
          slow.add(Wire.to(probes.port()).send("GET /ready HTTP/1.1\r\n"));
        }
        assertThat(status(probes.port(), "/ready")).isEqualTo(200);
        assertThat(slow.get(0).ended()).isTrue();
      } finally {
        for (Wire wire : slow) {
          wire.close();
        }
      }
    }

    @Test
    void listensNoMoreWhenItIsClosed() throws IOException {
      try (Drill drill = new Drill().start()) {
        ProbeServer probes = open(drill);
        int port = probes.port();
        probes.close();
        assertThat(Wire.refused(port)).isTrue();
      }
    }

    @Test
    void saysSoWhenItsPortIsInUse() throws IOException {
      try (Drill drill = new Drill().start();
          ServerSocket other = new ServerSocket(0)) {
        int port = other.getLocalPort();
        assertThatThrownBy(
                () -> ProbeServer.open(port, drill.lameduck().probes(), Optional.empty()))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("LAMEDUCK_PROBE_PORT: " + port + " (expected: a free port; ");
      }
    }

    private ProbeServer open(Drill drill) throws IOException {
      return ProbeServer.open(0, drill.lameduck().probes(), Optional.empty());
    }
  }

  @Nested
  class OfAService {
    @Test
    void answersWhileAllThreadsOfTheServiceAreStuck() throws IOException {
      int port = freePort();
      try (DrilledServer server = DrilledServer.withThreads(1)) {
        server.http().createContext("/held", this::dropHeld);
        server.drill().set(Setting.PROBE_PORT, Integer.toString(port)).start();
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
        server.drill().set(Setting.PROBE_PORT, Integer.toString(port)).start();
        assertThat(server.get("/ready").status()).isEqualTo(404);
        assertThat(status(port, "/ready")).isEqualTo(200);
      }
    }

    @Test
    void outlivesTheDrain() throws Exception {
      int port = freePort();
      try (Drill drill =
          new Drill()
              .set(Setting.PROBE_PORT, Integer.toString(port))
              .closeLast("slow", hold::pass)
              .start()) {
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
        String port = Integer.toString(other.getLocalPort());
        assertThatIllegalStateException()
            .isThrownBy(() -> drill.set(Setting.PROBE_PORT, port).start())
            .withMessageContaining("LAMEDUCK_PROBE_PORT: " + port);
      }
    }
  }

  static int freePort() throws IOException {
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
