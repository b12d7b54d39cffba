package io.lameduck.internal.probeport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.probe.ProbeAnswer;
import io.lameduck.probe.ProbePaths;
import io.lameduck.probe.Probes;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Reply;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Probes on a port of their own are answered whatever others send to it. */
@Timeout(60)
class ProbePortTest {
  private final List<Wire> wires = new ArrayList<>();
  private Drill drill;
  private ProbePort port;

  @BeforeEach
  void open() throws IOException {
    drill = new Drill().start();
    port = ProbePort.open(0, drill.lameduck().probes(), Optional.empty());
  }

  @AfterEach
  void close() throws IOException {
    for (Wire wire : wires) {
      wire.close();
    }
    port.close();
    drill.close();
  }

  @Test
  void answersProbesAndNothingElse() throws IOException {
    assertThat(status("/alive")).isEqualTo(200);
    assertThat(status("/ready")).isEqualTo(200);
    assertThat(status("/started")).isEqualTo(200);
    assertThat(status("/")).isEqualTo(404);
    assertThat(status("/readyz")).isEqualTo(404);
    assertThat(status("/ready;x")).isEqualTo(404);
    assertThat(status("http://localhost/ready")).isEqualTo(200);
    assertThat(status("/ready?verbose")).isEqualTo(200);
  }

  @Test
  void endsTheConnectionWithTheAnswer() throws IOException {
    Wire wire = wire().get("/ready");
    Reply reply = wire.reply();
    assertThat(reply.body()).isEqualTo("ok\n");
    assertThat(reply.header("Connection")).isEqualTo("close");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Date"))
        .matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
    assertThat(wire.ended()).isTrue();
  }

  @Test
  void answersAHeadWithoutABody() throws IOException {
    Wire wire = wire().request("HEAD", "/ready", "");
    assertThat(wire.replyHead().header("Content-Length")).isEqualTo("3");
    assertThat(wire.ended()).isTrue();
  }

  @Test
  void answersAPostThoughItsBodyIsNotRead() throws IOException {
    Reply reply = wire().post("/ready", "x".repeat(100_000)).reply();
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void answersWhatIsMalformed() throws IOException {
    assertThat(wire().send("nonsense\r\n\r\n").reply().status()).isEqualTo(400);
    assertThat(wire().send("GET /ready\r\n\r\n").reply().status()).isEqualTo(400);
    assertThat(wire().send(" \r\n\r\n").reply().status()).isEqualTo(400);
    assertThat(wire().send("PRI * HTTP/2.0\r\n\r\n").reply().status()).isEqualTo(400);
    assertThat(wire().send("\r\n \r\nGET /ready HTTP/1.0\n\n").reply().status()).isEqualTo(200);
    String headers = "X: " + "x".repeat(9_000) + "\r\n";
    assertThat(wire().request("GET", "/ready", headers).reply().status()).isEqualTo(431);
  }

  /** Its thread goes on, and the connection is not left open without an answer. */
  @Test
  void answersTheNextWhenAnAnswerCannotBeGiven() throws IOException {
    try (ProbePort failing = ProbePort.open(0, new FailingProbes(), Optional.empty());
        Wire failed = Wire.to(failing.port());
        Wire next = Wire.to(failing.port())) {
      assertThat(failed.get("/alive").ended()).isTrue();
      assertThat(next.get("/ready").reply().status()).isEqualTo(200);
    }
  }

  @Test
  void answersARequestThatComesByteByByte() throws IOException {
    Wire wire = wire();
    for (char each : "GET /ready HTTP/1.1\r\nHost: a\r\n\r\n".toCharArray()) {
      wire.send(String.valueOf(each));
    }
    assertThat(wire.reply().status()).isEqualTo(200);
  }

  @Test
  void answersWhileManyClientsHaveSentHalfARequest() throws IOException {
    for (int i = 0; i < 2 * ProbeConnections.MOST; i++) {
      wire().send("GET /ready HTTP/1.1\r\n");
    }
    assertThat(status("/ready")).isEqualTo(200);
    assertThat(wires.get(0).ended()).isTrue();
  }

  @Test
  void answersWhileMoreClientsAreConnectedThanItLetsIn() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      wire();
    }
    assertThat(status("/ready")).isEqualTo(200);
  }

  /** The JDK's server lost 8 to 49 of them. */
  @Test
  void answersAThousandWhoComeAtOnce() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(200);
    try {
      List<Future<Integer>> statuses =
          IntStream.range(0, 1_000).mapToObj(i -> clients.submit(this::ask)).toList();
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isEqualTo(200);
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private int ask() throws IOException {
    try (Wire wire = Wire.to(port.port())) {
      return wire.get("/ready").reply().status();
    }
  }

  @Test
  void listensNoMoreWhenItIsClosed() throws IOException {
    port.close();
    assertThat(Wire.refused(port.port())).isTrue();
  }

  @Test
  void saysSoWhenItsPortIsInUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      int taken = other.getLocalPort();
      assertThatThrownBy(() -> ProbePort.open(taken, drill.lameduck().probes(), Optional.empty()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("LAMEDUCK_PROBE_PORT: " + taken + " (expected: a free port; ");
    }
  }

  private Wire wire() throws IOException {
    Wire wire = Wire.to(port.port());
    wires.add(wire);
    return wire;
  }

  private int status(String target) throws IOException {
    return wire().get(target).reply().status();
  }

  /** The class of an answer is missing, as where a jar was replaced under a running process. */
  private static final class FailingProbes implements Probes {
    @Override
    public Optional<ProbeAnswer> answer(String method, String path, @Nullable String rawQuery) {
      if (path.equals("/alive")) {
        throw new NoClassDefFoundError("one of a test");
      }
      return Optional.of(ProbeAnswer.text(200, "ok"));
    }

    @Override
    public boolean alive() {
      return true;
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public boolean started() {
      return true;
    }

    @Override
    public ProbePaths paths() {
      return ProbePaths.defaults();
    }
  }
}
