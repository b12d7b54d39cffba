package io.lameduck.internal.probeport;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Reply;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A GET that changes something has to be sure of whom it obeys. */
@Timeout(60)
class PreStopEndpointTest {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final CompletableFuture<String> lameDuck = new CompletableFuture<>();
  private final AtomicInteger begun = new AtomicInteger();
  private Drill drill;

  @BeforeEach
  void start() {
    drill = new Drill();
    opened.push(drill);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Nested
  class WithoutAToken {
    private int port;

    @BeforeEach
    void open() throws IOException {
      port = PreStopEndpointTest.this.open(Optional.empty());
    }

    @Test
    void holdsTheCallUntilTheLameDuckIsOver() throws IOException {
      Wire call = wire(port).get("/prestop");
      await().until(() -> begun.get() == 1);
      assertThat(wire(port).get("/ready").reply().status()).isEqualTo(200);
      lameDuck.complete("quiet");
      Reply reply = call.reply();
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo("the lame duck is over: quiet\n");
    }

    @Test
    void takesNothingButAGet() throws IOException {
      Reply reply = wire(port).post("/prestop", "").reply();
      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.header("Allow")).isEqualTo("GET");
      Reply head = wire(port).request("HEAD", "/prestop", "").replyHead();
      assertThat(head.status()).isEqualTo(405);
      assertThat(begun).hasValue(0);
    }

    @Test
    void hasNothingBeneathItOrBesideIt() throws IOException {
      assertThat(wire(port).get("/prestop/now").reply().status()).isEqualTo(404);
      assertThat(wire(port).get("/prestop2").reply().status()).isEqualTo(404);
      assertThat(begun).hasValue(0);
    }

    @Test
    void answersAFailureWithAFailure() throws IOException {
      lameDuck.completeExceptionally(new IllegalStateException("as the test wants it"));
      assertThat(wire(port).get("/prestop").reply().status()).isEqualTo(500);
    }

    @Test
    void holdsSoManyCallsAtMostAndGivesUpTheOldest() throws IOException {
      Wire first = wire(port).get("/prestop");
      await().until(() -> begun.get() == 1);
      for (int others = 0; others < ProbeConnections.MOST_HELD; others++) {
        wire(port).get("/prestop");
      }
      await().until(() -> begun.get() == 1 + ProbeConnections.MOST_HELD);
      assertThat(wire(port).get("/ready").reply().status()).isEqualTo(200);
      assertThat(first.reply().body()).isEqualTo("the lame duck goes on\n");
    }
  }

  /** The process may exit after that. */
  @Test
  void isAnsweredByTheTimeThatAFlushReturns() throws Exception {
    Hold hold = new Hold();
    opened.push(hold::release);
    ProbePort port = open(new PreStopEndpoint("/prestop", Optional.empty(), () -> lastOfTwo(hold)));
    Wire call = wire(port.port()).get("/prestop");
    await().until(() -> begun.get() == 1);
    wire(port.port()).get("/prestop");
    hold.awaitArrival(); // the port's thread can write nothing
    lameDuck.complete("quiet");
    long before = System.nanoTime();
    port.flush(100);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(ofMillis(100));
    hold.release();
    port.flush(ofMinutes(1).toMillis());
    assertThat(call.reply().status()).isEqualTo(200);
  }

  private CompletableFuture<String> lastOfTwo(Hold hold) {
    if (begin() == lameDuck && begun.get() == 2) {
      hold.pass();
    }
    return lameDuck;
  }

  @Nested
  class WithAToken {
    private int port;

    @BeforeEach
    void open() throws IOException {
      lameDuck.complete("quiet");
      port = PreStopEndpointTest.this.open(Optional.of("secret"));
    }

    @Test
    void obeysTheRightOne() throws IOException {
      assertThat(status("Lameduck-Token: secret\r\n")).isEqualTo(200);
      assertThat(begun).hasValue(1);
    }

    @Test
    void refusesAWrongOne() throws IOException {
      assertThat(status("Lameduck-Token: secrets\r\n")).isEqualTo(403);
      assertThat(status("Lameduck-Token: secre\r\n")).isEqualTo(403);
      assertThat(status("Lameduck-Token:\r\n")).isEqualTo(403);
      assertThat(begun).hasValue(0);
    }

    @Test
    void refusesNone() throws IOException {
      assertThat(status("")).isEqualTo(403);
      assertThat(begun).hasValue(0);
    }

    private int status(String header) throws IOException {
      return wire(port).request("GET", "/prestop", header).reply().status();
    }
  }

  @Nested
  class OfAService {
    @Test
    void beginsTheLameDuckAndLeavesTheRestToTheSignal() throws Exception {
      int port = freePort();
      drill.set(Setting.PROBE_PORT, port).set(Setting.PRESTOP_PATH, "/prestop");
      drill.start();
      Wire call = wire(port).get("/prestop");
      await().until(() -> drill.lameduck().phase() == Phase.LAME_DUCK);
      assertThat(wire(port).get("/ready").reply().status()).isEqualTo(503);
      drill.drain();
      assertThat(call.reply().body()).startsWith("the lame duck is over: ");
      drill.assertDrained();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private int open(Optional<String> token) throws IOException {
    return open(new PreStopEndpoint("/prestop", token, this::begin)).port();
  }

  private ProbePort open(PreStopEndpoint endpoint) throws IOException {
    drill.start();
    ProbePort server = ProbePort.open(0, drill.lameduck().probes(), Optional.of(endpoint));
    opened.push(server);
    return server;
  }

  private CompletableFuture<String> begin() {
    begun.incrementAndGet();
    return lameDuck;
  }

  private Wire wire(int port) throws IOException {
    Wire wire = Wire.to(port);
    opened.push(wire);
    return wire;
  }
}
