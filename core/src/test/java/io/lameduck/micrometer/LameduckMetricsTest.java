package io.lameduck.micrometer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.lameduck.ChildJvm;
import io.lameduck.Exit;
import io.lameduck.FakeServer;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.LogOutput;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.Ticket;
import io.lameduck.internal.process.SignalTraps;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.spi.TerminationNotice;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LameduckMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FakeServer server = new FakeServer();
  private final LameduckBuilder builder =
      Lameduck.builder().environment(Map.of()).exit(Exit.none()).withoutSignals().serve(server);

  private Lameduck start() {
    Lameduck lameduck = builder.start();
    new LameduckMetrics(lameduck).bindTo(registry);
    return lameduck;
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private double seconds(String name, String... tags) {
    return registry.get(name).tags(tags).timeGauge().value(SECONDS);
  }

  private double counter(String name) {
    return registry.get(name).functionCounter().count();
  }

  private Set<String> values(String name, String tag) {
    Set<String> values = new HashSet<>();
    registry.find(name).meters().forEach(meter -> values.add(meter.getId().getTag(tag)));
    return values;
  }

  @Nested
  class ThePhase {
    @Test
    void isTheOneWithAOne() {
      Lameduck lameduck = start();
      try {
        assertThat(lameduck.phase()).isEqualTo(Phase.READY);
        assertPhase("ready");
      } finally {
        lameduck.stop();
      }
      assertPhase("terminated");
    }

    @Test
    void hasAGaugeForEach() {
      start().stop();

      assertThat(values("lameduck.phase", "phase"))
          .containsExactlyInAnyOrder(
              "starting", "ready", "lame-duck", "draining", "closing", "terminated");
    }

    @Test
    void isReadyUntilTheShutdownBegins() {
      Lameduck lameduck = start();
      assertThat(gauge("lameduck.ready")).isEqualTo(1);
      Ticket ticket = lameduck.inFlight().enter("message 42");
      lameduck.shutdown("test");

      assertThat(gauge("lameduck.ready")).isZero();
      ticket.close();
      lameduck.stop();
    }

    private void assertPhase(String expected) {
      for (Gauge gauge : registry.get("lameduck.phase").gauges()) {
        boolean current = expected.equals(gauge.getId().getTag("phase"));
        assertThat(gauge.value()).as("%s", gauge.getId()).isEqualTo(current ? 1 : 0);
      }
    }
  }

  @Nested
  class Work {
    @Test
    void isCountedWhileItIsInFlightAndWhenItHasFinished() {
      Lameduck lameduck = start();
      try {
        Ticket one = lameduck.inFlight().enter("one");
        Ticket two = lameduck.inFlight().enter("two");
        assertThat(gauge("lameduck.in.flight")).isEqualTo(2);
        assertThat(counter("lameduck.served")).isZero();
        one.close();
        two.close();

        assertThat(gauge("lameduck.in.flight")).isZero();
        assertThat(counter("lameduck.served")).isEqualTo(2);
      } finally {
        lameduck.stop();
      }
    }

    @Test
    void hasAnAgeWhileThereIsAny() {
      Lameduck lameduck = start();
      try {
        assertThat(seconds("lameduck.in.flight.oldest")).isZero();
        Ticket ticket = lameduck.inFlight().enter("message 42");
        await().until(() -> seconds("lameduck.in.flight.oldest") >= 0.01);
        ticket.close();

        assertThat(seconds("lameduck.in.flight.oldest")).isZero();
      } finally {
        lameduck.stop();
      }
    }

    @Test
    void isCountedWhenItIsCutOff() {
      builder
          .set(Setting.GRACE_PERIOD, Duration.ofMillis(1500))
          .set(Setting.EXIT_MARGIN, Duration.ofMillis(500))
          .set(Setting.CLOSE_RESERVE, Duration.ofMillis(900));
      Lameduck lameduck = start();
      lameduck.inFlight().enter("message 42");
      assertThat(counter("lameduck.cut")).isZero();
      lameduck.stop();

      assertThat(counter("lameduck.cut")).isEqualTo(1);
    }
  }

  @Nested
  class Connections {
    @Test
    void areCountedWhileTheyAreOpen() {
      server.open(2);
      Lameduck lameduck = start();
      assertThat(gauge("lameduck.connections")).isEqualTo(2);
      server.open(0);
      lameduck.stop();

      assertThat(gauge("lameduck.connections")).isZero();
    }

    @Test
    void haveNoGaugeWhereAServerCannotTell() {
      FakeServer telling = new FakeServer();
      telling.open(0);
      builder.serve(telling);
      start().stop();

      assertThat(registry.find("lameduck.connections").meter()).isNull();
    }
  }

  @Nested
  class WhatIsLate {
    @Test
    void isOnlyWhatComesAfterTheShutdownHasBegun() throws IOException {
      Lameduck lameduck = start();
      arrive(lameduck);
      assertThat(counter("lameduck.late.requests")).isZero();
      assertThat(counter("lameduck.late.connections")).isZero();
      assertThat(seconds("lameduck.late.connections.last")).isZero();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      lameduck.shutdown("test");
      arrive(lameduck);

      assertThat(counter("lameduck.late.requests")).isEqualTo(1);
      assertThat(counter("lameduck.late.connections")).isEqualTo(2);
      assertThat(seconds("lameduck.late.connections.last")).isPositive();
      ticket.close();
      lameduck.stop();
    }

    private void arrive(Lameduck lameduck) {
      server.context().connected(InetAddress.getLoopbackAddress());
      server.context().connected(InetAddress.getLoopbackAddress());
      lameduck.inFlight().enter("request").close();
    }
  }

  @Nested
  class Checks {
    @Test
    void haveAOneForTheirStatus() {
      builder.readiness("database", () -> false).liveness("database", () -> true);
      Lameduck lameduck = start();
      try {
        await().until(() -> !lameduck.probes().ready() && lameduck.probes().alive());
        await().until(() -> status("readiness", "unknown") + status("liveness", "unknown") == 0);

        assertThat(status("readiness", "down")).isEqualTo(1);
        assertThat(status("readiness", "up")).isZero();
        assertThat(status("liveness", "up")).isEqualTo(1);
        assertThat(status("liveness", "down")).isZero();
      } finally {
        lameduck.stop();
      }
    }

    @Test
    void tellHowLongTheyTook() {
      CompletableFuture<Void> answer = new CompletableFuture<>();
      builder.startup("slow", () -> answer.join());
      Lameduck lameduck = start();
      try {
        assertThat(seconds("lameduck.check.duration", "check", "slow", "kind", "startup")).isZero();
        answer.complete(null);
        await().until(() -> lameduck.phase() == Phase.READY);

        assertThat(seconds("lameduck.check.duration", "check", "slow")).isPositive();
      } finally {
        lameduck.stop();
      }
    }

    @Test
    void areNotRunByAScrape() {
      AtomicInteger runs = new AtomicInteger();
      CheckSchedule hourly = CheckSchedule.defaults().withPeriod(Duration.ofHours(1));
      builder.check(CheckKind.READINESS, "database", () -> runs.incrementAndGet() > 0, hourly);
      Lameduck lameduck = start();
      try {
        await().until(() -> lameduck.probes().ready());
        for (int i = 0; i < 100; i++) {
          registry.getMeters().forEach(Meter::measure);
        }

        assertThat(registry.getMeters()).isNotEmpty();
        assertThat(runs).hasValue(1);
      } finally {
        lameduck.stop();
      }
    }

    private double status(String kind, String status) {
      return gauge("lameduck.check", "check", "database", "kind", kind, "status", status);
    }
  }

  @Nested
  class TheShutdown {
    @Test
    void addsItsPhasesAsTheyEnd() {
      Lameduck lameduck = start();
      Ticket ticket = lameduck.inFlight().enter("message 42");
      assertThat(values("lameduck.shutdown.phase", "phase")).isEmpty();
      lameduck.shutdown("test");
      await().until(() -> values("lameduck.shutdown.phase", "phase").equals(Set.of("lame-duck")));
      await().until(() -> seconds("lameduck.in.flight.oldest") >= 0.01);
      ticket.close();
      lameduck.stop();

      assertThat(values("lameduck.shutdown.phase", "phase"))
          .containsExactlyInAnyOrder("lame-duck", "draining", "closing");
      assertThat(seconds("lameduck.shutdown.phase", "phase", "draining", "end", "drained"))
          .isPositive();
    }

    @Test
    void addsItsOutcomeAtTheEnd() {
      Lameduck lameduck = start();
      assertThat(values("lameduck.shutdown", "outcome")).isEmpty();
      Duration duration = lameduck.shutdown("test").join().duration();

      assertThat(values("lameduck.shutdown", "disruption")).containsExactly("none");
      assertThat(seconds("lameduck.shutdown", "outcome", "drained", "cause", "shutdown"))
          .isCloseTo(duration.toNanos() / 1e9, within(1e-9));
      lameduck.stop();
    }

    @Test
    void isKnownToAListenerThatWasAddedAfterTheMeters() {
      CompletableFuture<Set<String>> outcomes = new CompletableFuture<>();
      Lameduck lameduck = start();
      lameduck.addListener(
          (from, to) -> {
            if (to == Phase.TERMINATED) {
              outcomes.complete(values("lameduck.shutdown", "outcome"));
            }
          });
      lameduck.stop();

      assertThat(outcomes).isCompletedWithValue(Set.of("drained"));
    }

    @Test
    void isThereForARegistryThatComesLate() {
      Lameduck lameduck = builder.start();
      lameduck.stop();
      new LameduckMetrics(lameduck).bindTo(registry);

      assertThat(values("lameduck.shutdown", "outcome")).containsExactly("drained");
      assertThat(values("lameduck.shutdown.phase", "phase")).hasSize(3);
    }
  }

  @Test
  void tagValuesHaveNoBlanks() {
    CompletableFuture<Lameduck> started = new CompletableFuture<>();
    LameduckBuilder dying =
        Lameduck.builder().environment(Map.of()).exit(Exit.none()).serve(server);
    Thread main =
        new Thread(
            () -> {
              started.complete(dying.start());
              throw new IllegalStateException("planned");
            });
    main.setUncaughtExceptionHandler((thread, error) -> {});
    main.start();
    await().until(() -> started.join().phase() == Phase.TERMINATED);
    new LameduckMetrics(started.join()).bindTo(registry);

    assertThat(values("lameduck.shutdown", "cause")).containsExactly("fatal-error");
    started.join().stop();
  }

  @Test
  void tellTheReasonOfTheOrchestrator() throws Exception {
    try (SignalTraps signals = new SignalTraps()) {
      signals.assumePossible("TERM");
      TerminationNotice notice =
          new TerminationNotice("PreemptionByScheduler", Optional.empty(), Duration.ZERO);
      Lameduck lameduck =
          Lameduck.builder()
              .environment(Map.of())
              .exit(Exit.none())
              .orchestrator(() -> Optional.of(notice))
              .start();
      new LameduckMetrics(lameduck).bindTo(registry);
      Ticket ticket = lameduck.inFlight().enter("message 42");
      LogOutput.of(
          log -> {
            SignalTraps.raise("TERM");
            await().until(() -> log.get().contains("termination notice"));
          });
      ticket.close();
      lameduck.stop();
    }
    assertThat(values("lameduck.shutdown", "disruption")).containsExactly("PreemptionByScheduler");
  }

  /** Gauges hold what they measure by a weak reference. */
  @Test
  void outliveTheReferencesOfTheOwner() {
    new LameduckMetrics(builder.start()).bindTo(registry);
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    await()
        .until(
            () -> {
              System.gc();
              return garbage.get() == null;
            });

    assertThat(gauge("lameduck.phase", "phase", "ready")).isEqualTo(1);
    assertThat(server.context().isLameDuck()).isFalse();
  }

  /** Micrometer warns once in the life of a JVM of a gauge that is registered twice. */
  @Test
  void areEachRegisteredOnce() throws Exception {
    ChildJvm bound = ChildJvm.run(Bound.class);

    assertThat(bound.status()).isZero();
    assertThat(bound.output()).contains("drained after stop").doesNotContain("WARN");
  }

  /** A process with meters. */
  static final class Bound {
    private Bound() {}

    public static void main(String[] args) {
      Lameduck lameduck = Lameduck.builder().environment(Map.of()).exit(Exit.none()).start();
      new LameduckMetrics(lameduck).bindTo(new SimpleMeterRegistry());
      lameduck.stop();
    }
  }
}
