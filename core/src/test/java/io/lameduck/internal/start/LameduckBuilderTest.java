package io.lameduck.internal.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.DURATION;
import static org.awaitility.Awaitility.await;

import io.lameduck.ConfigurationException;
import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.internal.process.SignalTraps;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LameduckBuilderTest {
  private final SignalTraps signals = new SignalTraps();
  private final LameduckBuilder builder =
      Lameduck.builder().environment(Map.of()).exit(Exit.none()).withoutSignals();

  @AfterEach
  void restoreSignals() {
    signals.close();
  }

  /** A pool as many are: one asks it, or it throws. */
  private static final class Pool {
    boolean isUp() {
      return false;
    }

    void ping() throws IOException {
      throw new IOException("no connection");
    }

    void validate() {}
  }

  @Test
  void startsOnce() {
    Lameduck lameduck = builder.start();
    try {
      assertThatIllegalStateException()
          .isThrownBy(builder::start)
          .withMessageContaining("start() was called twice")
          .withMessageContaining("Lameduck.builder()");
      assertThat(lameduck.phase()).isEqualTo(Phase.READY);
    } finally {
      lameduck.stop();
    }
  }

  @Nested
  class ALambda {
    private final Pool pool = new Pool();

    @Test
    void thatReturnsFalseFails() {
      builder.readiness("pool", () -> pool.isUp());
      builder.liveness("pool", () -> pool.isUp());
      builder.startup("pool", () -> pool.isUp());

      assertThat(results()).containsOnly(Status.DOWN);
    }

    @Test
    void thatReturnsNothingPasses() {
      builder.readiness("pool", () -> pool.validate());
      builder.liveness("pool", () -> pool.validate());
      builder.startup("pool", () -> pool.validate());

      assertThat(results()).containsOnly(Status.UP);
    }

    @Test
    void thatThrowsFails() {
      builder.readiness("pool", () -> pool.ping());
      builder.liveness("pool", () -> pool.ping());
      builder.startup("pool", () -> pool.ping());

      assertThat(results()).containsOnly(Status.DOWN);
    }

    @Test
    void mayBeAMethodReference() {
      builder.readiness("up", pool::isUp);
      builder.readiness("valid", pool::validate);
      builder.readiness("ping", pool::ping);

      assertThat(results()).containsExactly(Status.DOWN, Status.UP, Status.DOWN);
    }

    private List<Status> results() {
      Lameduck lameduck = builder.start();
      try {
        await().until(() -> statuses(lameduck), list -> !list.contains(Status.UNKNOWN));
        return statuses(lameduck);
      } finally {
        lameduck.stop();
      }
    }

    private static List<Status> statuses(Lameduck lameduck) {
      return lameduck.checks().stream().map(CheckState::status).toList();
    }
  }

  @Nested
  class AName {
    @ParameterizedTest
    @EnumSource
    void isRefusedTheSecondTimeForAKindOfCheck(CheckKind kind) {
      add(kind, "database");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> add(kind, "database"))
          .withMessageContaining("\"database\"");
    }

    @Test
    void mayBeTakenOnceForEachKind() {
      builder.readiness("database", () -> true).liveness("database", () -> true);
      Lameduck lameduck = builder.start();
      try {
        assertThat(lameduck.checks()).hasSize(2);
      } finally {
        lameduck.stop();
      }
    }

    @Test
    void isRefusedWhenItIsNoneForAUrl() {
      assertThatIllegalArgumentException().isThrownBy(() -> builder.readiness("a/b", () -> true));
    }

    private void add(CheckKind kind, String name) {
      builder.check(kind, name, () -> true, CheckSchedule.defaults());
    }
  }

  @Nested
  class ASetting {
    @Test
    void overridesTheEnvironment() {
      builder
          .environment(Map.of("LAMEDUCK_GRACE_PERIOD", "60s", "LAMEDUCK_EXIT_MARGIN", "2s"))
          .set(Setting.GRACE_PERIOD, Duration.ofSeconds(40));
      Lameduck lameduck = builder.start();
      try {
        assertThat(lameduck.setting(Setting.GRACE_PERIOD)).get(DURATION).hasSeconds(40);
        assertThat(lameduck.setting(Setting.EXIT_MARGIN)).get(DURATION).hasSeconds(2);
      } finally {
        lameduck.stop();
      }
    }

    @Test
    void mayBeGivenAsText() {
      builder.setText(Setting.GRACE_PERIOD, "1m1500ms");
      Lameduck lameduck = builder.start();
      try {
        assertThat(lameduck.setting(Setting.GRACE_PERIOD)).get(DURATION).hasMillis(61_500);
      } finally {
        lameduck.stop();
      }
    }

    @Test
    void thatIsNotAllowedIsAnErrorOfTheStart() {
      builder
          .set(Setting.GRACE_PERIOD, Duration.ofNanos(-1))
          .set(Setting.PROBE_PORT, 0)
          .set(Setting.PROBE_READY_PATH, "ready")
          .set(Setting.PROPAGATION_RISK, 0.7);
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(builder::start)
          .withMessageContainingAll(
              "Setting.GRACE_PERIOD: \"PT-0.000000001S\" (expected: a duration",
              "Setting.PROBE_PORT: \"0\" (expected: a port",
              "Setting.PROBE_READY_PATH: \"ready\" (expected: a path",
              "Setting.PROPAGATION_RISK: \"0.7\" (expected: a number");
    }

    @Test
    void ofTheEnvironmentIsTheOneOfTheMomentItWasGiven() {
      Map<String, String> environment = new HashMap<>();
      builder.environment(environment);
      environment.put("LAMEDUCK_GRACE_PERIOD", "soon");

      builder.start().stop();
    }
  }

  @Test
  void resourcesAreClosedLastAddedFirst() {
    List<String> closed = new CopyOnWriteArrayList<>();
    builder
        .closeLast("pool", () -> closed.add("pool"))
        .closeLast("cache", () -> closed.add("cache"));
    builder.start().stop();

    assertThat(closed).containsExactly("cache", "pool");
  }

  @Test
  void aSourceIsStoppedFirstAndClosedInItsTurn() {
    List<String> told = new CopyOnWriteArrayList<>();
    builder
        .closeLast("pool", () -> told.add("pool closed"))
        .source("orders", () -> told.add("orders stopped"), () -> told.add("orders closed"))
        .closeLast("cache", () -> told.add("cache closed"));
    builder.start().stop();

    assertThat(told)
        .containsExactly("orders stopped", "cache closed", "orders closed", "pool closed");
  }

  @Test
  void listenersAreToldOfTheStartAsWell() {
    List<Phase> phases = new CopyOnWriteArrayList<>();
    Lameduck lameduck = builder.listener((from, to) -> phases.add(to)).start();
    try {
      await().until(() -> phases.equals(List.of(Phase.READY)));
      assertThat(lameduck.phase()).isEqualTo(Phase.READY);
    } finally {
      lameduck.stop();
    }
  }

  @Test
  void signalsMayBeLeftToSomebodyElse() {
    Lameduck lameduck = builder.start();
    try {
      assertThat(signals.set()).isEqualTo(signals.possible());
      assertThat(lameduck.phase()).isEqualTo(Phase.READY);
    } finally {
      lameduck.stop();
    }
  }
}
