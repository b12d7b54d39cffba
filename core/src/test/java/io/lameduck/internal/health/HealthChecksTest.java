package io.lameduck.internal.health;

import static io.lameduck.probe.CheckKind.LIVENESS;
import static io.lameduck.probe.CheckKind.READINESS;
import static io.lameduck.probe.CheckKind.STARTUP;
import static io.lameduck.probe.Status.DOWN;
import static io.lameduck.probe.Status.UNKNOWN;
import static io.lameduck.probe.Status.UP;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lameduck.internal.process.RecordedLog;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.HealthCheck;
import io.lameduck.probe.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On manual time: a check runs every 5 s and fails after 2 s unless a test says otherwise. */
class HealthChecksTest {
  private static final CheckSchedule SCHEDULE = CheckSchedule.defaults();
  private static final Duration A_MOMENT = ofNanos(1);

  private final ManualLoop manual = new ManualLoop();
  private final ManualWorkers workers = new ManualWorkers();
  private final RecordedLog log = manual.log();
  private final HealthChecks.Builder builder = HealthChecks.builder();
  private final AtomicBoolean healthy = new AtomicBoolean(true);
  private final List<Duration> changes = new ArrayList<>();

  @Nested
  class ACheck {
    @Test
    void isUnknownUntilItHasRun() {
      HealthChecks checks = start(workers, READINESS, SCHEDULE);
      manual.at(ofSeconds(1), () -> assertThat(status(checks)).isEqualTo(UNKNOWN));
      manual.runUntil(ofSeconds(1));
    }

    @Test
    void runsAtOnceTogetherWithAllOthers() {
      builder.add(LIVENESS, "a", healthy::get, SCHEDULE);
      builder.add(READINESS, "b", healthy::get, SCHEDULE);
      builder.add(STARTUP, "c", healthy::get, SCHEDULE);
      start(workers);
      manual.at(ZERO, () -> assertThat(workers.started()).containsExactly("a", "b", "c"));
      manual.runUntil(A_MOMENT);
      assertThat(workers.started()).hasSize(3);
    }

    @Test
    void isUpAsSoonAsItHasPassed() {
      HealthChecks checks = start(workers, READINESS, SCHEDULE);
      manual.at(ofMillis(300), () -> workers.finish("db"));
      manual.at(ofMillis(300).plus(A_MOMENT), () -> assertThat(status(checks)).isEqualTo(UP));
      manual.runUntil(ofSeconds(1));
      assertThat(changes).containsExactly(ofMillis(300));
    }

    @Test
    void runsAgainAPeriodAfterItsEnd() {
      start(workers, READINESS, SCHEDULE);
      manual.at(ofSeconds(1), () -> workers.finish("db"));
      manual.at(ofSeconds(6), () -> assertThat(workers.started()).hasSize(1));
      manual.at(ofSeconds(6).plus(A_MOMENT), () -> assertThat(workers.started()).hasSize(2));
      manual.runUntil(ofSeconds(7));
    }

    @Test
    void isDownWhenItReturnsFalse() {
      healthy.set(false);
      HealthChecks checks = start(ManualWorkers.immediate(), READINESS, SCHEDULE);
      manual.runUntil(ofSeconds(1));
      assertThat(status(checks)).isEqualTo(DOWN);
      assertThat(state(checks).detail()).isEqualTo("returned false");
    }

    @Test
    void isDownWhenItThrows() {
      builder.add(READINESS, "db", throwing(new IOException("connection refused")), SCHEDULE);
      HealthChecks checks = start(ManualWorkers.immediate());
      manual.runUntil(ofSeconds(1));
      assertThat(status(checks)).isEqualTo(DOWN);
      assertThat(state(checks).detail()).isEqualTo("connection refused");
    }

    @Test
    void isUpWhenItsPingDoesNotThrow() {
      builder.add(READINESS, "db", HealthCheck.of(() -> {}), SCHEDULE);
      HealthChecks checks = start(ManualWorkers.immediate());
      manual.runUntil(ofSeconds(1));
      assertThat(status(checks)).isEqualTo(UP);
    }

    @Test
    void isDownWhenItThrowsWhatCannotBeDescribed() {
      builder.add(READINESS, "db", throwing(new Indescribable()), SCHEDULE);
      HealthChecks checks = start(ManualWorkers.immediate());
      manual.runUntil(ofSeconds(1));
      assertThat(state(checks).detail()).isEqualTo(Indescribable.class.getName());
    }

    @Test
    void isDownWhenNoThreadCanBeHadAndTriedAgain() {
      List<String> attempts = new ArrayList<>();
      HealthChecks checks =
          start(
              (check, run) -> {
                attempts.add(check);
                throw new OutOfMemoryError("unable to create native thread");
              },
              READINESS,
              SCHEDULE);
      manual.runUntil(ofSeconds(6));
      assertThat(status(checks)).isEqualTo(DOWN);
      assertThat(state(checks).detail()).contains("unable to create native thread");
      assertThat(attempts).hasSize(2);
    }

    @Test
    void recoversWithTheNextRunThatPasses() {
      healthy.set(false);
      HealthChecks checks = start(ManualWorkers.immediate(), READINESS, SCHEDULE);
      manual.at(ofSeconds(4), () -> healthy.set(true));
      manual.at(ofSeconds(5), () -> assertThat(status(checks)).isEqualTo(DOWN));
      manual.at(ofSeconds(5).plus(A_MOMENT), () -> assertThat(status(checks)).isEqualTo(UP));
      manual.runUntil(ofSeconds(6));
      assertThat(state(checks).detail()).isEmpty();
    }

    @Test
    void isDownOnlyAfterAsManyFailuresInARowAsConfigured() {
      HealthChecks checks =
          start(ManualWorkers.immediate(), READINESS, SCHEDULE.withFailureThreshold(3));
      manual.at(ofSeconds(1), () -> healthy.set(false)); // fails at 5 s, 10 s, 15 s
      manual.at(ofSeconds(15), () -> assertThat(status(checks)).isEqualTo(UP));
      manual.at(ofSeconds(15).plus(A_MOMENT), () -> assertThat(status(checks)).isEqualTo(DOWN));
      manual.runUntil(ofSeconds(16));
    }

    @Test
    void isUpOnlyAfterAsManySuccessesInARowAsConfigured() {
      HealthChecks checks =
          start(ManualWorkers.immediate(), READINESS, SCHEDULE.withSuccessThreshold(2));
      manual.at(ofSeconds(5), () -> assertThat(status(checks)).isEqualTo(UNKNOWN));
      manual.at(ofSeconds(5).plus(A_MOMENT), () -> assertThat(status(checks)).isEqualTo(UP));
      manual.runUntil(ofSeconds(6));
    }
  }

  @Nested
  class AHangingCheck {
    @Test
    void isAFailingCheckFromTheTimeoutOn() {
      HealthChecks checks = start(workers, READINESS, SCHEDULE);
      manual.at(ofSeconds(2), () -> assertThat(status(checks)).isEqualTo(UNKNOWN));
      manual.at(ofSeconds(2).plus(A_MOMENT), () -> assertThat(status(checks)).isEqualTo(DOWN));
      manual.runUntil(ofSeconds(3));
      assertThat(state(checks).detail()).isEqualTo("no answer for 2s (timeout: 2s)");
      assertThat(changes).containsExactly(ofSeconds(2));
    }

    @Test
    void isNoneIfItReturnsJustBeforeTheTimeout() {
      HealthChecks checks = start(workers, READINESS, SCHEDULE);
      manual.at(ofSeconds(2).minus(A_MOMENT), () -> workers.finish("db"));
      manual.runUntil(ofSeconds(3));
      assertThat(status(checks)).isEqualTo(UP);
      assertThat(workers.interrupted()).isEmpty();
    }

    @Test
    void isOneIfItReturnsAtTheTimeout() {
      HealthChecks checks = start(workers, READINESS, SCHEDULE);
      manual.at(ofSeconds(2), () -> workers.finish("db"));
      manual.runUntil(ofSeconds(3));
      assertThat(status(checks)).isEqualTo(DOWN);
      assertThat(state(checks).detail()).isEqualTo("no answer for 2s (timeout: 2s)");
    }

    @Test
    void isInterruptedOnce() {
      start(workers, READINESS, SCHEDULE);
      manual.at(ofSeconds(2), () -> assertThat(workers.interrupted()).isEmpty());
      manual.at(ofSeconds(100), () -> assertThat(workers.interrupted()).containsExactly("db"));
      manual.runUntil(ofSeconds(101));
    }

    @Test
    void isNeverStartedASecondTime() {
      HealthChecks checks = start(workers, READINESS, SCHEDULE);
      manual.runUntil(Duration.ofHours(1));
      assertThat(workers.started()).containsExactly("db");
      assertThat(status(checks)).isEqualTo(DOWN);
      assertThat(changes).hasSize(1);
    }

    @Test
    void staysDownWhenItPassesTooLateAndRunsAgainAPeriodLater() {
      HealthChecks checks = start(workers, READINESS, SCHEDULE);
      manual.at(ofSeconds(60), () -> workers.finish("db"));
      manual.at(ofSeconds(65), () -> assertThat(workers.started()).hasSize(1));
      manual.at(ofSeconds(65).plus(A_MOMENT), () -> assertThat(workers.started()).hasSize(2));
      manual.at(ofSeconds(66), () -> assertThat(status(checks)).isEqualTo(DOWN));
      manual.at(ofSeconds(66), () -> workers.finish("db"));
      manual.runUntil(ofSeconds(67));
      assertThat(status(checks)).isEqualTo(UP);
    }

    @Test
    void failsAgainWithEachPeriodItHangs() {
      HealthChecks checks = start(workers, READINESS, SCHEDULE.withFailureThreshold(3));
      manual.at(ofSeconds(12), () -> assertThat(status(checks)).isEqualTo(UNKNOWN));
      manual.at(ofSeconds(12).plus(A_MOMENT), () -> assertThat(status(checks)).isEqualTo(DOWN));
      manual.runUntil(ofSeconds(13));
      assertThat(state(checks).lastDuration()).isEqualTo(ofSeconds(12));
    }

    @Test
    void countsOnceIfItReturnsSoonAfterTheTimeout() {
      HealthChecks checks = start(workers, READINESS, SCHEDULE.withFailureThreshold(2));
      manual.at(ofSeconds(3), () -> workers.finish("db"));
      manual.at(ofSeconds(10), () -> assertThat(status(checks)).isEqualTo(UNKNOWN));
      manual.at(ofSeconds(10).plus(A_MOMENT), () -> assertThat(status(checks)).isEqualTo(DOWN));
      manual.runUntil(ofSeconds(11));
      assertThat(workers.started()).hasSize(2);
    }

    @Test
    void doesNotKeepOthersFromRunning() {
      builder.add(READINESS, "db", healthy::get, SCHEDULE);
      builder.add(READINESS, "queue", healthy::get, SCHEDULE);
      start(workers);
      manual.at(ofSeconds(1), () -> workers.finish("queue"));
      manual.runUntil(ofSeconds(7));
      assertThat(workers.started()).containsExactly("db", "queue", "queue");
    }

    @Test
    void isInterruptedWhenTheLoopEnds() {
      start(workers, READINESS, SCHEDULE);
      manual.runUntil(ofSeconds(1));
      assertThat(workers.interrupted()).containsExactly("db");
    }
  }

  @Nested
  class AStartupCheck {
    @Test
    void isRunNoMoreOnceItHasPassed() {
      HealthChecks checks = start(workers, STARTUP, SCHEDULE);
      manual.at(ofSeconds(1), () -> workers.finish("db"));
      manual.runUntil(Duration.ofHours(1));
      assertThat(workers.started()).hasSize(1);
      assertThat(checks.passing(STARTUP)).isTrue();
    }

    @Test
    void isRunUntilItPasses() {
      healthy.set(false);
      HealthChecks checks = start(ManualWorkers.immediate(), STARTUP, SCHEDULE);
      manual.at(ofSeconds(21), () -> assertThat(checks.passing(STARTUP)).isFalse());
      manual.at(ofSeconds(21), () -> healthy.set(true));
      manual.runUntil(ofSeconds(26));
      assertThat(checks.passing(STARTUP)).isTrue();
    }
  }

  @Nested
  class Passing {
    @ParameterizedTest
    @EnumSource
    void isTrueWithoutChecks(CheckKind kind) {
      assertThat(start(workers).passing(kind)).isTrue();
    }

    @Test
    void isTrueOfUnknownLivenessOnly() {
      builder.add(LIVENESS, "a", healthy::get, SCHEDULE);
      builder.add(READINESS, "b", healthy::get, SCHEDULE);
      builder.add(STARTUP, "c", healthy::get, SCHEDULE);
      HealthChecks checks = start(workers);
      assertThat(checks.passing(LIVENESS)).isTrue();
      assertThat(checks.passing(READINESS)).isFalse();
      assertThat(checks.passing(STARTUP)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void dependsOnTheChecksOfTheKindAlone(CheckKind kind) {
      builder.add(kind, "bad", () -> false, SCHEDULE);
      for (CheckKind any : CheckKind.values()) {
        builder.add(any, "good", () -> true, SCHEDULE);
      }
      HealthChecks checks = start(ManualWorkers.immediate());
      manual.runUntil(ofSeconds(1));
      for (CheckKind any : CheckKind.values()) {
        assertThat(checks.passing(any)).isEqualTo(any != kind);
      }
    }
  }

  @Nested
  class AChange {
    @Test
    void isLoggedOnce() {
      start(ManualWorkers.immediate(), READINESS, SCHEDULE);
      manual.at(ofSeconds(21), () -> healthy.set(false));
      manual.at(ofSeconds(51), () -> healthy.set(true));
      manual.runUntil(ofSeconds(101));
      assertThat(log.lines())
          .containsExactly(
              "INFO readiness check \"db\" is UP",
              "WARN readiness check \"db\" is DOWN: returned false",
              "INFO readiness check \"db\" is UP");
    }

    @Test
    void ofOneCheckIsNotLoggedForAnother() {
      builder.add(READINESS, "queue", () -> true, SCHEDULE);
      start(ManualWorkers.immediate(), READINESS, SCHEDULE);
      manual.at(ofSeconds(1), () -> log.lines().clear());
      manual.at(ofSeconds(1), () -> healthy.set(false));
      manual.runUntil(ofSeconds(6));
      assertThat(log.lines())
          .containsExactly("WARN readiness check \"db\" is DOWN: returned false");
    }

    @Test
    void isToldAtTheMomentItHappens() {
      start(ManualWorkers.immediate(), READINESS, SCHEDULE);
      manual.at(ofSeconds(21), () -> healthy.set(false));
      manual.runUntil(ofSeconds(101));
      assertThat(changes).containsExactly(ZERO, ofSeconds(25));
    }

    @Test
    void isInEffectWhenItIsTold() {
      builder.add(READINESS, "db", healthy::get, SCHEDULE);
      HealthChecks checks = builder.build(manual.loop(), ManualWorkers.immediate());
      List<Boolean> seen = new ArrayList<>();
      checks.start(() -> seen.add(checks.passing(READINESS)));
      manual.runUntil(ofSeconds(1));
      assertThat(seen).containsExactly(true);
    }

    @Test
    void countsThoughTheListenerThrows() {
      builder.add(READINESS, "db", healthy::get, SCHEDULE);
      HealthChecks checks = builder.build(manual.loop(), ManualWorkers.immediate());
      checks.start(
          () -> {
            throw new AssertionError("planned");
          });
      manual.at(ofSeconds(1), () -> healthy.set(false));
      manual.runUntil(ofSeconds(6));
      assertThat(status(checks)).isEqualTo(DOWN);
      assertThat(log.lines()).contains("WARN listener to check results failed");
    }
  }

  @Nested
  class AState {
    @Test
    void namesTheCheck() {
      CheckState state = state(start(workers, LIVENESS, SCHEDULE));
      assertThat(state.name()).isEqualTo("db");
      assertThat(state.kind()).isEqualTo(LIVENESS);
      assertThat(state.passing()).isTrue();
    }

    @Test
    void tellsHowLongAResultHasBeenWaitedFor() {
      HealthChecks checks = start(workers, READINESS, SCHEDULE);
      manual.runUntil(ofMillis(1900));
      assertThat(state(checks).age()).isEqualTo(ofMillis(1900));
      assertThat(state(checks).lastDuration()).isEqualTo(ZERO);
    }

    @Test
    void tellsDurationAndAgeOfTheLastRun() {
      HealthChecks checks = start(workers, READINESS, SCHEDULE);
      manual.at(ofMillis(300), () -> workers.finish("db"));
      manual.runUntil(ofSeconds(4));
      assertThat(state(checks).lastDuration()).isEqualTo(ofMillis(300));
      assertThat(state(checks).age()).isEqualTo(ofMillis(3700));
    }

    @Test
    void comesInTheOrderOfRegistration() {
      builder.add(STARTUP, "z", healthy::get, SCHEDULE);
      builder.add(LIVENESS, "a", healthy::get, SCHEDULE);
      assertThat(start(workers).states()).extracting(CheckState::name).containsExactly("z", "a");
    }
  }

  @Nested
  class Registration {
    @Test
    void takesNoThreadWithoutChecks() {
      start(workers);
      assertThat(manual.threads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a?b", "..", ".hidden", "-x", "dätabase", "a\n"})
    void refusesANameThatDoesNotFitAUrl(String name) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.add(READINESS, name, healthy::get, SCHEDULE))
          .withMessageStartingWith("name: \"" + name + "\" (expected: 1 to 64 of");
    }

    @Test
    void allowsNamesOfSixtyFourCharacters() {
      builder.add(READINESS, "x".repeat(64), healthy::get, SCHEDULE);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.add(READINESS, "x".repeat(65), healthy::get, SCHEDULE));
    }

    @Test
    void refusesANameThatIsTakenWithinTheKind() {
      builder.add(READINESS, "db", healthy::get, SCHEDULE);
      builder.add(STARTUP, "db", healthy::get, SCHEDULE);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.add(READINESS, "db", healthy::get, SCHEDULE))
          .withMessage("name: \"db\" (expected: unique among readiness checks)");
    }
  }

  private HealthChecks start(Workers workers, CheckKind kind, CheckSchedule schedule) {
    builder.add(kind, "db", healthy::get, schedule);
    return start(workers);
  }

  private HealthChecks start(Workers workers) {
    HealthChecks checks = builder.build(manual.loop(), workers);
    checks.start(() -> changes.add(manual.time().elapsed()));
    return checks;
  }

  private static HealthCheck throwing(Exception exception) {
    return HealthCheck.of(
        () -> {
          throw exception;
        });
  }

  private static CheckState state(HealthChecks checks) {
    return checks.states().get(0);
  }

  private static Status status(HealthChecks checks) {
    return state(checks).status();
  }

  private static final class Indescribable extends Exception {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new StackOverflowError("planned");
    }
  }
}
