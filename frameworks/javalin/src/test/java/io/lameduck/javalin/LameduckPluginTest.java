package io.lameduck.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.lameduck.ConfigurationException;
import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.ShutdownReport;
import io.lameduck.Trigger;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Reply;
import io.lameduck.spi.Wire;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application as Javalin's documentation would write it, with the plugin. */
@Timeout(120)
class LameduckPluginTest {
  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final Hold hold = new Hold();
  private LameduckPlugin plugin = new LameduckPlugin(this::testing);
  private Javalin javalin;

  @AfterEach
  void stop() {
    hold.release();
    javalin.stop();
  }

  @Test
  void onePluginMakesAnApplicationAService() throws Exception {
    start();
    await().untilAsserted(() -> assertThat(status("/ready")).isEqualTo(200));
    assertThat(status("/alive")).isEqualTo(200);
    assertThat(status("/started")).isEqualTo(200);
    assertThat(get("/").body()).isEqualTo("hello");
    assertThat(shutdown().get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(Wire.refused(port)).isTrue();
  }

  @Test
  void javalinIsStoppedOnceAndBeforeTheResources() throws Exception {
    start();
    shutdown().get(60, TimeUnit.SECONDS);
    javalin.stop();
    assertThat(happened).containsExactly("stopping in CLOSING", "stopped", "resource closed");
  }

  @Test
  void aRequestInFlightIsAnsweredBeforeJavalinStops() throws Exception {
    start();
    try (Wire wire = Wire.to(port).get("/held")) {
      hold.awaitArrival();
      CompletableFuture<ShutdownReport> over = shutdown();
      await().until(() -> service().phase() == Phase.DRAINING);
      assertThat(happened).isEmpty();
      hold.release();
      Reply reply = wire.reply();
      assertThat(reply.body()).isEqualTo("held");
      assertThat(reply.announcesTheEnd()).isTrue();
      assertThat(over.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
    }
  }

  @Test
  void aRequestThatIsFoundToBeStuckDoesNotKeepJavalinFromStopping() throws Exception {
    plugin =
        new LameduckPlugin(
            service -> {
              testing(service);
              service.setText(Setting.GRACE_PERIOD, "40s").setText(Setting.CLOSE_RESERVE, "38s");
            });
    start();
    try (Wire wire = Wire.to(port).get("/held")) {
      hold.awaitArrival();
      ShutdownReport report = shutdown().get(60, TimeUnit.SECONDS);
      assertThat(report.outcome()).isEqualTo(Outcome.CUT);
      assertThat(wire.ended()).isTrue();
      assertThat(happened).startsWith("stopping in CLOSING", "stopped");
    }
  }

  @Test
  void stopByTheApplicationDrainsFirst() throws Exception {
    start();
    try (Wire wire = Wire.to(port).get("/held")) {
      hold.awaitArrival();
      CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> javalin.stop());
      await().until(() -> service().phase() == Phase.DRAINING);
      hold.release();
      assertThat(wire.reply().body()).isEqualTo("held");
      stop.get(60, TimeUnit.SECONDS);
    }
    ShutdownReport report = service().shutdownReport().orElseThrow();
    assertThat(report.cause().trigger()).isEqualTo(Trigger.STOP);
    assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(happened).containsOnlyOnce("stopped", "resource closed");
    assertThat(happened).filteredOn(event -> event.startsWith("stopping")).hasSize(1);
  }

  @Test
  void aCheckOfTheCustomizerDecidesWhetherItIsReady() throws Exception {
    AtomicBoolean connected = new AtomicBoolean();
    plugin =
        new LameduckPlugin(
            service -> {
              testing(service);
              service.startup("database", connected::get).readiness("database", connected::get);
            });
    start();
    assertThat(status("/ready")).isEqualTo(503);
    assertThat(status("/alive")).isEqualTo(200);
    connected.set(true);
    await().untilAsserted(() -> assertThat(status("/ready")).isEqualTo(200));
  }

  @Test
  void aWrongSettingFailsTheStartAndLeavesNothingRunning() throws Exception {
    plugin =
        new LameduckPlugin(
            service -> {
              testing(service);
              service.setText(Setting.GRACE_PERIOD, "soon");
            });
    javalin = create(config -> {});
    int free = freePort();
    assertThatThrownBy(() -> javalin.start("127.0.0.1", free))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("soon");
    assertThat(Wire.refused(free)).isTrue();
    assertThat(happened).containsExactly("stopping", "stopped");
    assertThat(plugin.lameduck()).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsJavalinsOwnErrorAndTheTerminationMessage(@TempDir Path dir)
      throws Exception {
    Path message = Files.createFile(dir.resolve("termination-log"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.setProperty("lameduck.termination.log", message.toString());
      javalin = create(config -> {});
      assertThatThrownBy(() -> javalin.start("127.0.0.1", taken.getLocalPort()))
          .isInstanceOf(JavalinBindException.class);
      assertThat(message).content().contains("start failed", "" + taken.getLocalPort());
      assertThat(plugin.lameduck()).isEmpty();
      assertThat(happened).isEmpty();
    } finally {
      System.clearProperty("lameduck.termination.log");
    }
  }

  /** In tests of applications one is started after the other. */
  @Test
  void anotherApplicationCanBeStartedAfterwards() throws Exception {
    start();
    javalin.stop();
    plugin = new LameduckPlugin(this::testing);
    start();
    assertThat(get("/").body()).isEqualTo("hello");
  }

  private int port;

  private void start() {
    javalin = create(config -> {}).start("127.0.0.1", 0);
    port = javalin.port();
  }

  private Javalin create(Consumer<JavalinConfig> more) {
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          config.registerPlugin(plugin);
          config.routes.get("/", ctx -> ctx.result("hello"));
          config.routes.get(
              "/held",
              ctx -> {
                hold.pass();
                ctx.result("held");
              });
          config.events.serverStopping(
              () ->
                  happened.add(
                      plugin
                          .lameduck()
                          .map(lameduck -> "stopping in " + lameduck.phase())
                          .orElse("stopping")));
          config.events.serverStopped(() -> happened.add("stopped"));
          more.accept(config);
        });
  }

  private void testing(LameduckBuilder service) {
    service
        .withoutSignals()
        .exit(Exit.none())
        .environment(Map.of())
        .closeLast("resource", () -> happened.add("resource closed"));
  }

  private Lameduck service() {
    return plugin.lameduck().orElseThrow();
  }

  private CompletableFuture<ShutdownReport> shutdown() {
    return service().shutdown("test");
  }

  private int status(String path) throws Exception {
    return get(path).status();
  }

  private Reply get(String path) throws Exception {
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
