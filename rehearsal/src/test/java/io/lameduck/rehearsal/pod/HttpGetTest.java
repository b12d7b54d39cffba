package io.lameduck.rehearsal.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGetTest {
  private final Processes processes = Processes.create();
  private final Container container =
      Container.start(Shell.running(Shell.OBEDIENT), processes, line -> {});
  private final AtomicReference<String> seen = new AtomicReference<>("");
  private final CountDownLatch never = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), container.port()), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    seen.set(
        exchange.getRequestHeaders().getFirst("User-Agent")
            + " "
            + exchange.getRequestHeaders().getFirst("Token"));
    if (path.equals("/hang")) {
      awaitTheEnd();
    }
    exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
    exchange.close();
  }

  private void awaitTheEnd() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void end() {
    never.countDown();
    server.stop(0);
    container.close();
    processes.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 399})
  void from200To399ItPasses(int status) {
    assertThatCode(() -> get("/" + status)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500, 503})
  void from400OnItFails(int status) {
    assertThatThrownBy(() -> get("/" + status))
        .isInstanceOf(HandlerFailed.class)
        .hasMessage("GET /" + status + " answered " + status);
  }

  @Test
  void anAnswerThatComesTooLateIsNone() {
    HttpGet hang = HttpGet.of("/hang");
    assertThatThrownBy(
            () -> new HttpGetRunner(hang).handle(container, Caller.PROBE, Duration.ofMillis(100)))
        .isInstanceOf(HandlerFailed.class)
        .hasMessageContaining("timed out");
  }

  @Test
  void ofAHookAnyAnswerWillDo() throws HandlerFailed {
    new HttpGetRunner(HttpGet.of("/500"))
        .handle(container, Caller.LIFECYCLE, Duration.ofSeconds(5));
    assertThat(seen.get()).startsWith("kube-lifecycle/");
  }

  @Test
  void itSaysWhoAsksAndSendsItsHeaders() throws HandlerFailed {
    HttpGet hook = new HttpGet(PodSpec.MAIN_PORT, "/200", Map.of("Token", "secret"));
    new HttpGetRunner(hook).handle(container, Caller.LIFECYCLE, Duration.ofSeconds(5));
    assertThat(seen.get()).startsWith("kube-lifecycle/").endsWith("secret");
  }

  private void get(String path) throws HandlerFailed {
    new HttpGetRunner(HttpGet.of(path)).handle(container, Caller.PROBE, Duration.ofSeconds(5));
  }
}
