package io.lameduck.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.CloseReport;
import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.ShutdownReport;
import io.lameduck.jdk.JdkServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The recipe: {@code closeLast("telemetry", sdk)}, before all other resources, so that it is closed
 * behind them. The SDK needs no module of its own.
 */
@Timeout(60)
class OpenTelemetryTest {
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch blocker = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final RecordingExporter exporter = new RecordingExporter();

  @AfterEach
  void unblock() {
    blocker.countDown();
    threads.shutdownNow();
  }

  @Test
  void noSpanOfADrainedRequestIsLost() throws Exception {
    OpenTelemetrySdk sdk = sdk(exporter);
    Tracer tracer = sdk.getTracer("orders");
    HttpServer server = server(tracer);
    Lameduck lameduck =
        service()
            .serve(JdkServer.of(server))
            .closeLast("telemetry", sdk)
            .closeLast("pool", () -> tracer.spanBuilder("close of the pool").startSpan().end())
            .start();
    assertThat(get(server, "/quick").get().statusCode()).isEqualTo(200);
    CompletableFuture<HttpResponse<Void>> slow = get(server, "/slow");
    running.await();
    CompletableFuture<ShutdownReport> report = lameduck.shutdown("rollout");
    await().until(() -> lameduck.phase() == Phase.DRAINING);
    assertThat(exporter.exported()).as("the batch waits for an hour").isEmpty();
    blocker.countDown();

    assertThat(report.get().outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(slow.get().statusCode()).isEqualTo(200);
    assertThat(exporter.exported())
        .containsExactlyInAnyOrder("/quick", "/slow", "close of the pool");
    assertThat(exporter.isShutDown()).isTrue();
  }

  @Test
  void anExporterThatHangsHasItsShareAndNoMore() throws Exception {
    HangingExporter hanging = new HangingExporter();
    OpenTelemetrySdk sdk = sdk(hanging);
    CountDownLatch poolClosed = new CountDownLatch(1);
    Lameduck lameduck =
        service()
            .set(Setting.GRACE_PERIOD, Duration.ofSeconds(6))
            .closeLast("telemetry", sdk)
            .closeLast("pool", poolClosed::countDown)
            .start();
    sdk.getTracer("orders").spanBuilder("GET /orders").startSpan().end();
    ShutdownReport report = lameduck.shutdown("rollout").get();

    assertThat(hanging.isAsked()).isTrue();
    assertThat(poolClosed.getCount()).isZero();
    assertThat(report.duration())
        .as("less than the ten seconds of the SDK's own close")
        .isLessThan(Duration.ofSeconds(10));
    assertThat(report.failures()).extracting(CloseReport::name).containsExactly("telemetry");
  }

  private HttpServer server(Tracer tracer) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, tracer));
    return server;
  }

  private void handle(HttpExchange exchange, Tracer tracer) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Span span = tracer.spanBuilder(path).startSpan();
    try (exchange) {
      if (path.equals("/slow")) {
        block();
      }
      exchange.sendResponseHeaders(200, -1);
    } finally {
      span.end(); // behind the response, as instrumentation does
    }
  }

  private void block() throws IOException {
    running.countDown();
    try {
      blocker.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static CompletableFuture<HttpResponse<Void>> get(HttpServer server, String path) {
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
    return HttpClient.newHttpClient()
        .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
  }

  private static OpenTelemetrySdk sdk(SpanExporter exporter) {
    BatchSpanProcessor batches =
        BatchSpanProcessor.builder(exporter)
            .setScheduleDelay(Duration.ofHours(1))
            .setExporterTimeout(Duration.ofHours(1))
            .build();
    return OpenTelemetrySdk.builder()
        .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(batches).build())
        .build();
  }

  private static LameduckBuilder service() {
    return Lameduck.builder()
        .environment(Map.of())
        .set(Setting.TERMINATION_LOG, Path.of("/dev/null"))
        .withoutSignals()
        .exit(Exit.none());
  }
}
