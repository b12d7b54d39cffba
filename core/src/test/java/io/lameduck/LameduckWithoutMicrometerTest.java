package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.jdk.JdkServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Micrometer is optional: the build runs this test with a class path that lacks it. */
class LameduckWithoutMicrometerTest {
  private static final int ANY_PORT = 0;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch answer = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void createAServer() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    server = HttpServer.create(new InetSocketAddress(loopback, ANY_PORT), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  @AfterEach
  void stop() {
    answer.countDown();
    threads.shutdown();
  }

  @Test
  void startsServesAndDrains() throws Exception {
    Lameduck lameduck =
        Lameduck.builder()
            .environment(Map.of())
            .exit(Exit.none())
            .serve(JdkServer.of(server))
            .readiness("database", () -> true)
            .start();
    await().until(() -> status("/ready") == 200);
    CompletableFuture<HttpResponse<Void>> slow =
        client.sendAsync(request("/slow"), BodyHandlers.discarding());
    await().until(() -> lameduck.inFlight().count() == 1);
    CompletableFuture<ShutdownReport> report = lameduck.shutdown("test");
    answer.countDown();

    assertThat(slow.join().statusCode()).isEqualTo(200);
    assertThat(report.join().outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(report.join().traffic().served()).isEqualTo(1);
    lameduck.stop();
  }

  @Test
  void isReallyWithoutIt() {
    assertThatExceptionOfType(ClassNotFoundException.class)
        .isThrownBy(() -> Class.forName("io.micrometer.core.instrument.MeterRegistry"));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer.await();
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private int status(String path) throws IOException, InterruptedException {
    return client.send(request(path), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request(String path) {
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    return HttpRequest.newBuilder(
            URI.create("http://" + host + ":" + server.getAddress().getPort() + path))
        .build();
  }
}
