package io.lameduck.dropwizard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.ConfigurationException;
import io.lameduck.Exit;
import io.lameduck.LameduckBuilder;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.ShutdownReport;
import io.lameduck.Trigger;
import io.lameduck.probe.CheckKind;
import io.lameduck.spi.Reply;
import io.lameduck.spi.Wire;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application as Dropwizard's documentation would write it, with the bundle. */
@Timeout(120)
class LameduckBundleTest {
  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private static final String SERVER =
      """
      server:
        applicationConnectors: [{type: http, port: %d, bindHost: 127.0.0.1}]
        adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
      logging: {level: WARN}
      """;

  private static final String ON_ONE_PORT =
      """
      server:
        type: simple
        connector: {type: http, port: 0, bindHost: 127.0.0.1}
      logging: {level: WARN}
      """;

  private static final String HEALTH =
      """
      health:
        healthChecks:
          - {name: database, critical: true, schedule: {checkInterval: 50ms, downtimeInterval: 50ms, failureAttempts: 1, successAttempts: 1}}
      """;

  @TempDir private Path dir;
  private Orders orders = new Orders(new LameduckBundle(this::testing));

  @AfterEach
  void stop() throws Exception {
    orders.hold.release();
    if (orders.jetty() != null) {
      orders.jetty().stop();
    }
  }

  @Test
  void oneBundleMakesAnApplicationAService() throws Exception {
    start(SERVER.formatted(0));
    await().untilAsserted(() -> assertThat(status("/ready")).isEqualTo(200));
    assertThat(status("/alive")).isEqualTo(200);
    assertThat(status("/started")).isEqualTo(200);
    assertThat(get(orders.port(), "/").body()).isEqualTo("hello");
    int admin = orders.adminPort();
    assertThat(get(admin, "/ready").status()).isEqualTo(200);
    assertThat(get(admin, "/ping").body()).startsWith("pong");
    int port = orders.port();
    assertThat(shutdown().get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(Wire.refused(port)).isTrue();
    assertThat(Wire.refused(admin)).isTrue();
  }

  @Test
  void bothInterfacesOnOnePortAreDrained() throws Exception {
    start(ON_ONE_PORT);
    int port = orders.port();
    await().untilAsserted(() -> assertThat(status("/ready")).isEqualTo(200));
    assertThat(get(port, "/admin/ping").body()).startsWith("pong");
    assertThat(shutdown().get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(Wire.refused(port)).isTrue();
  }

  @Test
  void whatIsManagedIsStoppedOnceInClosingAndBeforeTheResources() throws Exception {
    start(SERVER.formatted(0));
    shutdown().get(60, TimeUnit.SECONDS);
    assertThat(orders.jetty().isStopped()).isTrue();
    orders.jetty().stop();
    assertThat(orders.happened).containsExactly("managed stopped in CLOSING", "resource closed");
  }

  /** Otherwise it would stop Jetty while it serves, where somebody calls System.exit. */
  @Test
  void jettysOwnShutdownHookIsSwitchedOff() throws Exception {
    start(SERVER.formatted(0));
    assertThat(orders.jetty().getStopAtShutdown()).isFalse();
  }

  @Test
  void aRequestInFlightIsAnsweredBeforeAnythingIsStopped() throws Exception {
    start(SERVER.formatted(0));
    try (Wire wire = Wire.to(orders.port()).get("/held")) {
      orders.hold.awaitArrival();
      CompletableFuture<ShutdownReport> over = shutdown();
      await().until(() -> orders.service().phase() == Phase.DRAINING);
      assertThat(orders.happened).isEmpty();
      orders.hold.release();
      Reply reply = wire.reply();
      assertThat(reply.body()).isEqualTo("held");
      assertThat(reply.announcesTheEnd()).isTrue();
      assertThat(over.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
    }
  }

  /** Left to itself Dropwizard waits for 30 s. */
  @Test
  void aRequestThatIsStuckDoesNotKeepItFromStopping() throws Exception {
    orders =
        new Orders(
            new LameduckBundle(
                service -> {
                  testing(service);
                  service
                      .setText(Setting.GRACE_PERIOD, "40s")
                      .setText(Setting.CLOSE_RESERVE, "38s");
                }));
    start(SERVER.formatted(0));
    try (Wire wire = Wire.to(orders.port()).get("/held")) {
      orders.hold.awaitArrival();
      ShutdownReport report = shutdown().get(60, TimeUnit.SECONDS);
      assertThat(report.outcome()).isEqualTo(Outcome.CUT);
      assertThat(wire.ended()).isTrue();
      assertThat(orders.happened).startsWith("managed stopped in CLOSING");
    }
  }

  @Test
  void aStopBySomebodyElseDrainsFirst() throws Exception {
    start(SERVER.formatted(0));
    try (Wire wire = Wire.to(orders.port()).get("/held")) {
      orders.hold.awaitArrival();
      CompletableFuture<Void> stop = CompletableFuture.runAsync(this::stopJetty);
      await().until(() -> orders.service().phase() == Phase.DRAINING);
      orders.hold.release();
      assertThat(wire.reply().body()).isEqualTo("held");
      stop.get(60, TimeUnit.SECONDS);
    }
    ShutdownReport report = orders.service().shutdownReport().orElseThrow();
    assertThat(report.cause().trigger()).isEqualTo(Trigger.STOP);
    assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(orders.happened).containsExactly("resource closed", "managed stopped in TERMINATED");
  }

  @Test
  void itIsReadyWhileTheHealthChecksAreHealthy() throws Exception {
    orders.connected = false;
    start(SERVER.formatted(0));
    assertReadinessFollowsTheDatabase();
  }

  @Test
  void dropwizardHealthDecidesWhereItIsConfigured() throws Exception {
    orders.connected = false;
    start(SERVER.formatted(0) + HEALTH);
    assertReadinessFollowsTheDatabase();
  }

  private void assertReadinessFollowsTheDatabase() {
    await().untilAsserted(() -> assertThat(readinessDetail()).contains("database"));
    await().untilAsserted(() -> assertThat(status("/ready")).isEqualTo(503));
    orders.connected = true;
    await().untilAsserted(() -> assertThat(status("/ready")).isEqualTo(200));
    orders.connected = false;
    await().untilAsserted(() -> assertThat(status("/ready")).isEqualTo(503));
    await().untilAsserted(() -> assertThat(status("/alive")).isEqualTo(200));
  }

  private String readinessDetail() {
    return orders.service().checks().stream()
        .filter(check -> check.kind() == CheckKind.READINESS)
        .map(Object::toString)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aWrongSettingFailsTheStartAndLeavesNothingRunning() throws Exception {
    orders =
        new Orders(
            new LameduckBundle(
                service -> {
                  testing(service);
                  service.setText(Setting.GRACE_PERIOD, "soon");
                }));
    int port = freePort();
    start(SERVER.formatted(port));
    assertThat(orders.failure)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("soon");
    assertThat(Wire.refused(port)).isTrue();
  }

  @Test
  void aPortThatIsTakenIsDropwizardsOwnErrorAndTheTerminationMessage() throws Exception {
    Path message = Files.createFile(dir.resolve("termination-log"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.setProperty("lameduck.termination.log", message.toString());
      start(SERVER.formatted(taken.getLocalPort()));
      assertThat(orders.failure).hasStackTraceContaining("Address already in use");
      assertThat(message).content().contains("start failed", "" + taken.getLocalPort());
    } finally {
      System.clearProperty("lameduck.termination.log");
    }
  }

  private void start(String configuration) throws Exception {
    Path file = Files.writeString(dir.resolve("orders.yml"), configuration);
    orders.run("server", file.toString());
  }

  private void testing(LameduckBuilder service) {
    service
        .withoutSignals()
        .exit(Exit.none())
        .environment(Map.of())
        .closeLast("resource", () -> orders.happened.add("resource closed"));
  }

  private CompletableFuture<ShutdownReport> shutdown() {
    return orders.service().shutdown("test");
  }

  private void stopJetty() {
    try {
      orders.jetty().stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private int status(String path) throws Exception {
    return get(orders.port(), path).status();
  }

  private static Reply get(int port, String path) throws Exception {
    try (Wire wire = Wire.to(port)) {
      return wire.get(path).reply();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
