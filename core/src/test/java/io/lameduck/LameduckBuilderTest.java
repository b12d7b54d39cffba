package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
      try (Lameduck lameduck = builder.start()) {
        await().until(() -> statuses(lameduck), list -> !list.contains(Status.UNKNOWN));
        return statuses(lameduck);
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
      try (Lameduck lameduck = builder.start()) {
        assertThat(lameduck.checks()).hasSize(2);
      }
    }

    @Test
    void isRefusedWhenItIsNoneForAUrl() {
      assertThatIllegalArgumentException().isThrownBy(() -> builder.readiness("a/b", () -> true));
    }

    @Test
    void ofTheOverloadCheckIsTaken() {
      builder.shedAbove(10, 5);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.readiness("in-flight", () -> true));
    }

    private void add(CheckKind kind, String name) {
      builder.check(kind, name, () -> true, CheckSchedule.defaults());
    }
  }

  @Nested
  class SheddingLoad {
    @Test
    void turnsTheServiceUnreadyAtTheLimitUntilThereIsRoomAgain() {
      try (Lameduck lameduck = builder.shedAbove(2, 1).start()) {
        await().until(() -> lameduck.probes().ready());
        Ticket one = lameduck.inFlight().enter("one");
        Ticket two = lameduck.inFlight().enter("two");
        await().until(() -> !lameduck.probes().ready());
        assertThat(lameduck.phase()).isEqualTo(Phase.READY);
        two.close();

        await().until(() -> lameduck.probes().ready());
        one.close();
      }
    }

    @Test
    void needsARecoveryBelowTheLimit() {
      assertThatIllegalArgumentException().isThrownBy(() -> builder.shedAbove(5, 5));
      assertThatIllegalArgumentException().isThrownBy(() -> builder.shedAbove(5, -1));
    }
  }

  @Nested
  class ASetting {
    @Test
    void prevailsOverTheEnvironment() {
      builder
          .environment(Map.of("LAMEDUCK_GRACE_PERIOD", "60s", "LAMEDUCK_EXIT_MARGIN", "2s"))
          .set(Setting.GRACE_PERIOD, "40s");
      try (Lameduck lameduck = builder.start()) {
        assertThat(lameduck.settings().gracePeriod()).hasSeconds(40);
        assertThat(lameduck.settings().exitMargin()).hasSeconds(2);
      }
    }

    @Test
    void mayBeADuration() {
      builder.set(Setting.GRACE_PERIOD, Duration.ofMillis(61_500));
      try (Lameduck lameduck = builder.start()) {
        assertThat(lameduck.settings().gracePeriod()).hasMillis(61_500);
      }
    }

    @Test
    void ofTheEnvironmentIsTheOneOfTheMomentItWasGiven() {
      Map<String, String> environment = new HashMap<>();
      builder.environment(environment);
      environment.put("LAMEDUCK_GRACE_PERIOD", "soon");

      builder.start().close();
    }
  }

  @Test
  void resourcesAreClosedLastAddedFirst() {
    List<String> closed = new CopyOnWriteArrayList<>();
    builder
        .closeLast("pool", () -> closed.add("pool"))
        .closeLast("cache", () -> closed.add("cache"));
    builder.start().close();

    assertThat(closed).containsExactly("cache", "pool");
  }

  @Test
  void listenersAreToldOfTheStartAsWell() {
    List<Phase> phases = new ArrayList<>();
    try (Lameduck lameduck = builder.listener((from, to) -> phases.add(to)).start()) {
      assertThat(phases).containsExactly(Phase.READY);
      assertThat(lameduck.phase()).isEqualTo(Phase.READY);
    }
  }

  @Test
  void signalsMayBeLeftToSomebodyElse() {
    try (Lameduck lameduck = builder.start()) {
      assertThat(signals.set()).isEqualTo(signals.possible());
      assertThat(lameduck.phase()).isEqualTo(Phase.READY);
    }
  }
}
