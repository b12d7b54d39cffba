package io.lameduck.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.ShutdownReport;
import io.lameduck.WorkInFlight;
import io.lameduck.probe.Probes;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.SelfSigned;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application that has the starter and nothing else. */
@Timeout(120)
class StarterTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private ConfigurableApplicationContext application;

  @AfterEach
  void close() {
    if (application != null && application.isActive()) {
      application.getBean(Application.Held.class).released.countDown();
      application.close();
    }
  }

  /** Asks while the application is being started. */
  @Configuration(proxyBeanMethods = false)
  static class Early implements ApplicationRunner {
    final List<String> seen = new ArrayList<>();
    private final ObjectProvider<Lameduck> lameduck;

    Early(ObjectProvider<Lameduck> lameduck) {
      this.lameduck = lameduck;
    }

    @Override
    public void run(ApplicationArguments arguments) {
      Probes probes = lameduck.getObject().probes();
      seen.add(
          "alive %s, started %s, ready %s"
              .formatted(probes.alive(), probes.started(), probes.ready()));
    }
  }

  /** What an application may want besides. */
  @Configuration(proxyBeanMethods = false)
  static class More implements LameduckCustomizer {
    volatile boolean closed;

    @Override
    public void customize(LameduckBuilder service) {
      service.closeLast("more", () -> closed = true);
    }
  }

  private void start(String... arguments) {
    application = Application.start(arguments);
  }

  @Test
  void runsOnTheServerThisRunIsAbout() {
    start();
    assertThat(webServer()).contains(System.getProperty("web.server"));
    assertThat(lameduck().connections()).isPresent();
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
    void areAnsweredWhileRunnersRun() {
      application = Application.start(List.of(Early.class));
      Probes probes = lameduck().probes();
      assertThat(application.getBean(Early.class).seen)
          .containsExactly("alive true, started false, ready false");
      await().until(probes::ready);
    }

    @Test
    void failUntilTheApplicationIsWarm() {
      start("--lameduck.warm-up=/hello", "--lameduck.warm-up-max=60s");
      await().atMost(Duration.ofSeconds(90)).until(() -> status("/ready") == 200);
      assertThat(lameduck().traffic().served()).isGreaterThanOrEqualTo(6000);
    }

    @Test
    void followTheHealthGroups() {
      start();
      await().until(() -> status("/ready") == 200);
      Application.Database database = application.getBean(Application.Database.class);
      database.up = false;
      await().until(() -> status("/ready") == 503);
      assertThat(status("/alive")).isEqualTo(200);
      database.up = true;
      await().until(() -> status("/ready") == 200);
    }
  }

  @Nested
  class ItsEnd {
    @Test
    void drainsTheRequestInFlightBeforeTheContextIsClosed() throws Exception {
      start();
      CompletableFuture<HttpResponse<String>> held = async("/held");
      Application.Held request = application.getBean(Application.Held.class);
      request.arrived.await();
      Lameduck lameduck = lameduck();
      CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
      await().until(() -> lameduck.phase() == Phase.DRAINING);
      assertThat(application.isActive()).isTrue();
      request.released.countDown();

      assertThat(held.get(60, TimeUnit.SECONDS).body()).isEqualTo("held");
      assertThat(shutdown.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(application.isActive()).isFalse();
    }

    @Test
    @DisabledIfSystemProperty(
        named = "web.server",
        matches = "Jetty",
        disabledReason = "Boot's starter for Jetty brings no HTTP/2")
    void drainsTheRequestInFlightOverHttp2(@TempDir Path dir) throws Exception {
      SelfSigned certificate = SelfSigned.in(dir);
      start(
          "--server.http2.enabled=true",
          "--server.ssl.key-store=" + certificate.store(),
          "--server.ssl.key-store-password=" + SelfSigned.PASSWORD);
      Lameduck lameduck = lameduck();
      try (Http2Wire wire = Http2Wire.to(port(), certificate)) {
        assertThat(wire.status(wire.get("/alive"))).isEqualTo(200);
        int held = wire.get("/held");
        Application.Held request = application.getBean(Application.Held.class);
        request.arrived.await();
        CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
        await().until(() -> lameduck.phase() == Phase.DRAINING);
        assertThat(lameduck.inFlight().count()).isEqualTo(1);
        request.released.countDown();

        assertThat(wire.status(held)).isEqualTo(200);
        assertThat(shutdown.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
      }
    }

    @Test
    void drainsTheRequestInFlightOnAManagementPortOfItsOwn() throws Exception {
      start("--management.server.port=0");
      String port = application.getEnvironment().getProperty("local.management.port");
      CompletableFuture<HttpResponse<String>> held =
          async(URI.create("http://localhost:" + port + "/actuator/held"));
      application.getBean(Application.Held.class).arrived.await();
      Lameduck lameduck = lameduck();
      CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
      await().until(() -> lameduck.phase() == Phase.DRAINING);
      assertThat(lameduck.inFlight().list(2))
          .singleElement()
          .extracting(WorkInFlight::description)
          .isEqualTo("GET /actuator/held");
      application.getBean(Application.Held.class).released.countDown();

      assertThat(held.get(60, TimeUnit.SECONDS).body()).contains("held");
      assertThat(shutdown.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
    }

    @Test
    void drainsWhenSomebodyElseClosesTheContext() throws Exception {
      start();
      Lameduck lameduck = lameduck();
      CompletableFuture<HttpResponse<String>> held = async("/held");
      Application.Held request = application.getBean(Application.Held.class);
      request.arrived.await();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(application::close);
      await().until(() -> lameduck.phase() == Phase.DRAINING);
      request.released.countDown();

      assertThat(held.get(60, TimeUnit.SECONDS).body()).isEqualTo("held");
      closing.get(60, TimeUnit.SECONDS);
      assertThat(lameduck.shutdownReport())
          .get()
          .extracting(ShutdownReport::outcome)
          .isEqualTo(Outcome.DRAINED);
    }

    @Test
    void isToldToBootsOwnProbes() throws Exception {
      start("--lameduck.propagation-delay=8s", "--lameduck.grace-period=10m");
      await().until(() -> status("/actuator/health/readiness") == 200);
      lameduck().shutdown("test");
      await().until(() -> status("/actuator/health/readiness") == 503);
      assertThat(status("/ready")).isEqualTo(503);
      assertThat(status("/hello")).isEqualTo(200);
    }
  }

  @Test
  void hasTheMeters() {
    start();
    assertThat(body("/actuator/metrics/lameduck.phase")).contains("lameduck.phase");
  }

  @Test
  void hasAnEndpointThatTellsOfIt() throws Exception {
    start();
    CompletableFuture<HttpResponse<String>> held = async("/held");
    application.getBean(Application.Held.class).arrived.await();
    await().until(() -> body("/actuator/lameduck").contains("\"phase\":\"ready\""));
    assertThat(body("/actuator/lameduck")).contains("GET /held", "\"shutdown\":null");
    application.getBean(Application.Held.class).released.countDown();
    held.join();
  }

  @Test
  void canBeAddedTo() {
    application = Application.start(List.of(More.class));
    More more = application.getBean(More.class);
    lameduck().shutdown("test").join();
    assertThat(more.closed).isTrue();
  }

  @Test
  void mayHaveNoServer() {
    start("--spring.main.web-application-type=none", "--lameduck.grace-period=40s");
    assertThat(lameduck().setting(Setting.GRACE_PERIOD)).contains(Duration.ofSeconds(40));
    assertThat(lameduck().connections()).isPresent();
  }

  @Test
  void mayBeStartedAgainInTheSameProcess() {
    start();
    application.close();
    start();
    await().until(() -> status("/ready") == 200);
  }

  @Test
  void canBeSwitchedOff() {
    start("--lameduck.enabled=false");
    assertThat(application.getBeanProvider(Lameduck.class).getIfAvailable()).isNull();
    assertThat(status("/ready")).isEqualTo(404);
  }

  private Lameduck lameduck() {
    return application.getBean(Lameduck.class);
  }

  private String webServer() {
    return Boot.webServerOf(application).getClass().getSimpleName();
  }

  private int status(String path) {
    return get(path).statusCode();
  }

  private String body(String path) {
    return get(path).body();
  }

  private HttpResponse<String> get(String path) {
    try {
      return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private CompletableFuture<HttpResponse<String>> async(String path) {
    return async(uri(path));
  }

  private CompletableFuture<HttpResponse<String>> async(URI uri) {
    return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  private int port() {
    return Boot.webServerOf(application).getPort();
  }
}
