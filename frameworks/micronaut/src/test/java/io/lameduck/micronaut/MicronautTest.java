package io.lameduck.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.Lameduck;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.ShutdownReport;
import io.lameduck.app.Application;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.Reply;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that has the module and nothing else. */
@Timeout(120)
class MicronautTest {
  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  /** Long enough for all that a test does in it. */
  private static final String[] LONG_LAME_DUCK = {
    "lameduck.propagation-delay", "8s", "lameduck.grace-period", "10m"
  };

  private final HttpClient client = HttpClient.newHttpClient();
  private EmbeddedServer application;
  private int port;

  @AfterEach
  void close() {
    if (application != null && application.getApplicationContext().isRunning()) {
      held().released.countDown();
      application.getApplicationContext().close();
    }
  }

  private void start(String... properties) {
    application = Application.start(properties);
    port = application.getPort();
  }

  @Nested
  class ItsProbes {
    @Test
    void areAnswered() {
      start();
      await().until(() -> status("/ready") == 200);
      assertThat(status("/alive")).isEqualTo(200);
      assertThat(status("/started")).isEqualTo(200);
    }

    @Test
    void followTheHealthIndicators() {
      start();
      await().until(() -> status("/ready") == 200);
      Application.Database database = bean(Application.Database.class);
      database.up = false;
      await().until(() -> status("/ready") == 503);
      assertThat(status("/alive")).isEqualTo(200);
      database.up = true;
      await().until(() -> status("/ready") == 200);
    }
  }

  @Nested
  class ItsEnd {
    /** Micronaut sends a request through the pipeline twice where HTTP/2 is possible. */
    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2.0"})
    void drainsTheRequestInFlightBeforeTheContextIsClosed(String version) throws Exception {
      start("micronaut.server.http-version", version);
      try (Wire wire = Wire.to(port)) {
        wire.get("/held");
        held().arrived.await();
        Lameduck lameduck = lameduck();
        CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
        await().until(() -> lameduck.phase() == Phase.DRAINING);
        assertThat(lameduck.inFlight().count()).isEqualTo(1);
        assertThat(application.getApplicationContext().isRunning()).isTrue();
        held().released.countDown();

        Reply reply = wire.reply();
        assertThat(reply.body()).isEqualTo("held");
        assertThat(reply.announcesTheEnd()).isTrue();
        assertDrained(shutdown);
        assertThat(application.getApplicationContext().isRunning()).isFalse();
      }
    }

    @Test
    void asksClientsToLeaveInTheLameDuck() throws Exception {
      start(LONG_LAME_DUCK);
      await().until(() -> status("/health/readiness") == 200);
      try (Wire wire = Wire.to(port)) {
        assertThat(wire.get("/hello").reply().announcesTheEnd()).isFalse();
        lameduck().shutdown("test");
        await().until(() -> status("/ready") == 503);
        assertThat(wire.get("/hello").reply().announcesTheEnd()).isTrue();
      }
      assertThat(status("/health/readiness")).isEqualTo(503);
      assertThat(status("/health/liveness")).isEqualTo(200);
    }

    @Test
    void tellsWebSocketsToGoAway() throws Exception {
      start();
      CompletableFuture<Integer> closed = new CompletableFuture<>();
      client
          .newWebSocketBuilder()
          .buildAsync(URI.create("ws://localhost:" + port + "/ws"), new Closed(closed))
          .get(60, TimeUnit.SECONDS);
      CompletableFuture<ShutdownReport> shutdown = lameduck().shutdown("test");
      assertThat(closed.get(60, TimeUnit.SECONDS)).isEqualTo(1001);
      assertDrained(shutdown);
    }

    @Test
    void drainsWhenSomebodyElseClosesTheContext() throws Exception {
      start();
      drainsWhen(application.getApplicationContext()::close);
    }

    @Test
    void drainsWhenSomebodyElseStopsTheServer() throws Exception {
      start();
      drainsWhen(application::stop);
    }

    private void drainsWhen(Runnable ends) throws Exception {
      Lameduck lameduck = lameduck();
      CompletableFuture<HttpResponse<String>> held = async("/held");
      Application.Held request = held();
      request.arrived.await();
      CompletableFuture<Void> ending = CompletableFuture.runAsync(ends);
      await().until(() -> lameduck.phase() == Phase.DRAINING);
      request.released.countDown();

      assertThat(held.get(60, TimeUnit.SECONDS).body()).isEqualTo("held");
      ending.get(60, TimeUnit.SECONDS);
      assertThat(lameduck.shutdownReport().orElseThrow().outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(application.getApplicationContext().isRunning()).isFalse();
    }
  }

  @Nested
  class OverHttp2 {
    @Test
    void aStreamInFlightFinishes() throws Exception {
      start("micronaut.server.http-version", "2.0");
      try (Http2Wire wire = Http2Wire.to(port)) {
        aStreamInFlightFinishesOn(wire);
      }
    }

    @Test
    void aStreamInFlightFinishesWithTls(@TempDir Path dir) throws Exception {
      SelfSigned certificate = SelfSigned.in(dir);
      start(
          "micronaut.server.http-version", "2.0",
          "micronaut.server.ssl.enabled", "true",
          "micronaut.server.ssl.port", "0",
          "micronaut.server.ssl.key-store.path", "file:" + certificate.store(),
          "micronaut.server.ssl.key-store.password", SelfSigned.PASSWORD,
          "micronaut.server.ssl.key-store.type", "PKCS12");
      try (Http2Wire wire = Http2Wire.to(port, certificate)) {
        aStreamInFlightFinishesOn(wire);
      }
    }

    /** With a channel for each stream. */
    @Test
    void aStreamInFlightFinishesOfTheLegacyHandlers() throws Exception {
      start(
          "micronaut.server.http-version", "2.0",
          "micronaut.server.netty.legacy-multiplex-handlers", "true");
      try (Http2Wire wire = Http2Wire.to(port)) {
        aStreamInFlightFinishesOn(wire);
      }
    }

    private void aStreamInFlightFinishesOn(Http2Wire wire) throws Exception {
      assertThat(wire.status(wire.get("/alive"))).isEqualTo(200);
      assertThat(wire.status(wire.request("POST", "/alive"))).isEqualTo(405);
      int stream = wire.get("/held");
      held().arrived.await();
      Lameduck lameduck = lameduck();
      CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
      assertThat(wire.goAways(1)).first().isEqualTo(Http2Wire.ALL);
      assertThat(lameduck.inFlight().count()).isEqualTo(1);
      held().released.countDown();
      assertThat(wire.status(stream)).isEqualTo(200);
      assertThat(wire.goAwaysUntilTheEnd()).containsExactly(Http2Wire.ALL, stream);
      assertDrained(shutdown);
    }

    /** As Java's own client asks for it, which until JDK 24 takes any GOAWAY for a failure. */
    @Test
    void aRequestThatAsksForTheUpgradeIsInFlight() throws Exception {
      start("micronaut.server.http-version", "2.0");
      CompletableFuture<HttpResponse<String>> response = async("/held");
      held().arrived.await();
      Lameduck lameduck = lameduck();
      await().until(() -> lameduck.traffic().served() == 1); // what asks
      assertThat(lameduck.inFlight().count()).isEqualTo(1); // what is asked for
      held().released.countDown();
      assertThat(response.get(60, TimeUnit.SECONDS).version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertDrained(lameduck.shutdown("test"));
    }
  }

  @Test
  void hasTheMeters() {
    start();
    assertThat(bean(MeterRegistry.class).find("lameduck.phase").gauges()).isNotEmpty();
  }

  @Test
  void canBeAddedTo() {
    start("with.more", "true");
    Application.More more = bean(Application.More.class);
    lameduck().shutdown("test").join();
    assertThat(more.closed).isTrue();
  }

  @Test
  void takesItsSettingsFromProperties() {
    start("lameduck.grace-period", "40s", "lameduck.gracePeriod", "40s");
    assertThat(lameduck().setting(Setting.GRACE_PERIOD)).contains(Duration.ofSeconds(40));
  }

  @Test
  void doesNotStartWithAPropertyThatIsNoSetting() {
    assertThatThrownBy(() -> Application.start("lameduck.grace-time", "40s"))
        .hasStackTraceContaining("unknown properties: [grace-time]");
  }

  @Test
  void mayBeStartedAgainInTheSameProcess() {
    start();
    application.getApplicationContext().close();
    start();
    await().until(() -> status("/ready") == 200);
  }

  @Test
  void canBeSwitchedOff() {
    start("lameduck.enabled", "false");
    assertThat(application.getApplicationContext().containsBean(Lameduck.class)).isFalse();
    assertThat(status("/ready")).isEqualTo(404);
  }

  private static void assertDrained(CompletableFuture<ShutdownReport> shutdown) throws Exception {
    assertThat(shutdown.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
  }

  private record Closed(CompletableFuture<Integer> status) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      status.complete(statusCode);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      status.completeExceptionally(error);
    }
  }

  private Lameduck lameduck() {
    return bean(Lameduck.class);
  }

  private Application.Held held() {
    return bean(Application.Held.class);
  }

  private <T> T bean(Class<T> type) {
    return application.getApplicationContext().getBean(type);
  }

  private int status(String path) {
    try {
      return client.send(request(path), BodyHandlers.ofString()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private CompletableFuture<HttpResponse<String>> async(String path) {
    return client.sendAsync(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
  }
}
