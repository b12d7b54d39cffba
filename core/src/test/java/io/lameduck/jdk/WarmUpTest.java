package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.answering;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.lameduck.LogOutput;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.WarmUp;
import io.lameduck.spi.Hold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service is asked by itself, over its own server, before it is ready. */
@Timeout(120)
class WarmUpTest {
  @Test
  void aServiceIsNotReadyBeforeItIsWarm() throws Exception {
    Hold hold = new Hold();
    try (DrilledServer server = DrilledServer.withThreads(4)) {
      server
          .http()
          .createContext(
              "/slow",
              exchange -> {
                hold.pass();
                answering("slow").handle(exchange);
              });
      server.drill().set(Setting.WARM_UP, "/slow").set(Setting.WARM_UP_MAX, Duration.ofMinutes(1));
      server.drill().start();
      hold.awaitArrival();
      assertThat(server.drill().lameduck().phase()).isEqualTo(Phase.STARTING);
      assertThat(server.get("/started").status()).isEqualTo(503);
      assertThat(server.get("/ready").status()).isEqualTo(503);
      assertThat(server.get("/alive").status()).isEqualTo(200);
      hold.release();
      await().until(() -> server.drill().lameduck().phase() == Phase.READY);
      assertThat(server.get("/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void itIsAskedForEachPathWithItsQueryAndByNoClient() throws Exception {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    try (DrilledServer server = DrilledServer.withThreads(4)) {
      server
          .http()
          .createContext(
              "/",
              exchange -> {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                answering("hello").handle(exchange);
              });
      server.drill().set(Setting.WARM_UP, " /a\n/b?c=1 ");
      server.drill().set(Setting.WARM_UP_MAX, Duration.ofMinutes(1)).start();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> server.drill().lameduck().phase() == Phase.READY);
      assertThat(asked).hasSizeGreaterThanOrEqualTo(6000).startsWith("GET /a", "GET /b?c=1");
      server.drill().beginLameDuck();
      assertThat(server.drill().traffic().lateConnections()).isZero();
    }
  }

  @Test
  void aPathThatFailsIsToldAndKeepsNobodyFromGettingReady() throws Exception {
    try (DrilledServer server = DrilledServer.withThreads(4)) {
      server.http().createContext("/a", answering("hello"));
      String log =
          LogOutput.of(
              soFar -> {
                server.drill().set(Setting.WARM_UP, "/missing /missing/too").start();
                await().until(() -> server.drill().lameduck().phase() == Phase.READY);
                await().until(() -> soFar.get().contains("warm-up failed after"));
              });
      assertThat(log)
          .contains("warm-up: a request failed and is not made again")
          .contains("GET /missing was answered 404 (expected: 200 to 299)")
          .contains("GET /missing/too was answered 404");
    }
  }

  /** Of which one byte comes now and then, so that no read of it takes long. */
  @Test
  void aResponseWithoutAnEndIsLeftWhenTheTimeIsOver() throws Exception {
    try (DrilledServer server = DrilledServer.withThreads(4)) {
      server
          .http()
          .createContext(
              "/endless",
              exchange -> {
                exchange.sendResponseHeaders(200, 0);
                while (true) { // until the client has gone
                  exchange.getResponseBody().write('.');
                  exchange.getResponseBody().flush();
                }
              });
      server.drill().set(Setting.WARM_UP, "/endless");
      server.drill().set(Setting.WARM_UP_MAX, Duration.ofMillis(300)).start();
      await().until(() -> server.drill().lameduck().phase() == Phase.READY);
      await().until(() -> server.drill().inFlight().count() == 0);
    }
  }

  @Test
  void aRedirectIsNoWarmUp() throws Exception {
    try (DrilledServer server = DrilledServer.withThreads(4)) {
      server
          .http()
          .createContext(
              "/moved",
              exchange -> {
                exchange.getResponseHeaders().set("Location", "/login?secret=1");
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
              });
      String log =
          LogOutput.of(
              soFar -> {
                server.drill().set(Setting.WARM_UP, "/moved?token=2").start();
                await().until(() -> soFar.get().contains("warm-up failed after"));
              });
      assertThat(log).contains("GET /moved was answered 302");
    }
  }

  @Test
  void whatDoesNotSpeakHttpIsNoWarmUp() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DrilledServer server = DrilledServer.withThreads(1)) {
      Thread speaker =
          new Thread(
              () -> {
                try (Socket client = other.accept()) {
                  client.getOutputStream().write("220 mail\r\n".getBytes(US_ASCII));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      speaker.start();
      String log =
          LogOutput.of(
              soFar -> {
                server
                    .drill()
                    .set(Setting.WARM_UP, "/")
                    .set(Setting.WARM_UP_PORT, other.getLocalPort());
                server.drill().start();
                await().until(() -> soFar.get().contains("warm-up failed after"));
              });
      assertThat(log).contains("GET / was not answered in HTTP/1.1");
      speaker.join();
    }
  }

  @Test
  void aShutdownDoesNotWaitForIt() throws Exception {
    Hold hold = new Hold();
    try (DrilledServer server = DrilledServer.withThreads(4)) {
      server.http().createContext("/", answering("hello"));
      server.drill().warmUp(WarmUp.of(port -> hold.pass())).start();
      hold.awaitArrival();
      server.drill().drain();
      assertThat(server.drill().report().outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(server.drill().lameduck().phase()).isEqualTo(Phase.TERMINATED);
    } finally {
      hold.release();
    }
  }

  @Test
  void hasToHaveARequest() {
    assertThatIllegalArgumentException()
        .isThrownBy(WarmUp::of)
        .withMessage("warm-up: no request (expected: at least one)");
  }

  @Test
  void asksForPathsAtAPort() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WarmUp.get("orders"))
        .withMessage("path: \"orders\" (expected: begins with a slash, as in /a or /b?c=1)");
    assertThatIllegalArgumentException().isThrownBy(() -> WarmUp.get("/a b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WarmUp.get("/").onPort(65_536))
        .withMessage("port: 65536 (expected: 1 to 65535)");
  }
}
