package io.lameduck.internal.shutdown;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lameduck.EndReason;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.PhaseReport;
import io.lameduck.Setting;
import io.lameduck.ShutdownReport;
import io.lameduck.Trigger;
import io.lameduck.spi.TerminationNotice;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The orchestrator says when SIGKILL comes, to the second; the settings say 30 s. */
class MovedDeadlineTest {
  private static final Duration A_SECOND = ofSeconds(1);
  private static final Duration A_MOMENT = Duration.ofNanos(1);

  private final StagedService stage = new StagedService(inACluster());

  @Nested
  class AShorterOne {
    @Test
    void leavesEachPhaseItsPart() {
      answer(ofSeconds(8));
      stage.workUntil(ofMinutes(1), "GET /forever");
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.phases())
          .startsWith(
              new PhaseReport(Phase.LAME_DUCK, ofSeconds(2), EndReason.DEADLINE),
              new PhaseReport(Phase.DRAINING, ofSeconds(1), EndReason.DEADLINE));
      assertThat(stage.exits).containsExactly("exit 1");
    }

    @Test
    void cutsNoWorkThatEndsJustBefore() {
      answer(ofSeconds(8));
      stage.workUntil(ofSeconds(3).minus(A_MOMENT), "GET /close");
      assertThat(stage.run(Trigger.SIGTERM).outcome()).isEqualTo(Outcome.DRAINED);
    }

    @Test
    void cutsWorkThatEndsAtTheMoment() {
      answer(ofSeconds(8));
      stage.workUntil(ofSeconds(3).plus(A_MOMENT), "GET /late");
      assertThat(stage.run(Trigger.SIGTERM).outcome()).isEqualTo(Outcome.CUT);
    }

    @Test
    void countsFromTheMomentOfTheNotice() {
      stage.hanging.add("inquiry");
      answer(ofSeconds(8));
      stage.at(ofMillis(300), () -> stage.release("inquiry"));
      stage.workUntil(ofMinutes(1), "GET /forever");
      stage.run(Trigger.SIGTERM);
      assertThat(stage.time.elapsed()).isEqualTo(ofMillis(3_300));
    }

    @Test
    void isObeyedByThePhaseThatWaits() {
      stage.hanging.add("inquiry");
      answer(ofSeconds(3));
      stage.at(ofMillis(300), () -> stage.release("inquiry"));
      assertThat(stage.run(Trigger.SIGTERM).phases())
          .startsWith(new PhaseReport(Phase.LAME_DUCK, ofMillis(550), EndReason.DEADLINE));
    }

    @Test
    void isObeyedByTheWatchdogThatWaits() {
      stage.hanging.add("shutdown");
      stage.hanging.add("inquiry");
      answer(ofSeconds(8));
      stage.at(A_SECOND, () -> stage.release("inquiry"));
      stage.at(ofSeconds(7).minus(A_MOMENT), () -> assertThat(stage.exits).isEmpty());
      stage.begin(Trigger.SIGTERM);
      stage.release("watchdog");
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(7));
      assertThat(stage.exits).containsExactly("halt 1");
    }

    @Test
    void keepsBackNoMoreThanHalfOfWhatRemains() {
      answer(ofSeconds(3));
      stage.workUntil(ofMinutes(1), "GET /forever");
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.phases())
          .startsWith(
              new PhaseReport(Phase.LAME_DUCK, ofMillis(250), EndReason.DEADLINE),
              new PhaseReport(Phase.DRAINING, ofMillis(250), EndReason.DEADLINE));
    }

    @Test
    void isNotBelievedBelowWhatAKubeletGrants() {
      answer(Duration.ZERO);
      stage.hanging.add("shutdown");
      stage.begin(Trigger.SIGTERM);
      stage.release("watchdog");
      assertThat(stage.time.elapsed()).isEqualTo(A_SECOND);
    }

    @Test
    void isToldInLogAndMessage() {
      answer(ofSeconds(8));
      stage.run(Trigger.SIGTERM);
      assertThat(stage.log.lines())
          .contains(
              "INFO shutting down: SIGTERM, 29.0s left",
              "INFO termination notice: SIGTERM (SIGKILL after 7.0s, not 30.0s), 6.0s left");
      assertThat(stage.terminationMessage())
          .startsWith("lameduck: drained after SIGTERM (SIGKILL after 7.0s, not 30.0s) in 3.0s: ");
    }

    @Test
    void isFoundIfTheProcessIsKilled() {
      stage.hanging.add("shutdown");
      answer(ofSeconds(8));
      stage.begin(Trigger.SIGTERM);
      assertThat(stage.terminationMessage())
          .isEqualTo(
              "lameduck: not finished after SIGTERM (SIGKILL after 7.0s, not 30.0s): lame-duck"
                  + " with 6.0s left");
    }
  }

  @Nested
  class ALongerOne {
    @Test
    void letsWorkEndThatWouldHaveBeenCut() {
      answer(ofMinutes(2));
      stage.workUntil(ofSeconds(115).minus(A_MOMENT), "GET /long");
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(stage.terminationMessage()).contains("SIGKILL after 119.0s, not 30.0s");
    }

    @Test
    void cutsWorkThatEndsAtTheMoment() {
      answer(ofMinutes(2));
      stage.workUntil(ofSeconds(115).plus(A_MOMENT), "GET /longer");
      assertThat(stage.run(Trigger.SIGTERM).outcome()).isEqualTo(Outcome.CUT);
    }

    @Test
    void holdsBackTheWatchdogThatWaits() {
      stage.hanging.add("shutdown");
      stage.hanging.add("inquiry");
      answer(ofMinutes(2));
      stage.at(ofSeconds(1), () -> stage.release("inquiry"));
      stage.begin(Trigger.SIGTERM);
      stage.release("watchdog");
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(119));
    }
  }

  @Nested
  class OneThatDoesNotContradictTheSettings {
    @Test
    void changesNothing() {
      answer(ofSeconds(29));
      stage.run(Trigger.SIGTERM);
      assertThat(stage.log.lines()).noneMatch(line -> line.contains("termination notice"));
      assertThat(stage.terminationMessage()).startsWith("lameduck: drained after SIGTERM in 6.0s");
    }

    @Test
    void doesSoUpToItsPrecision() {
      answer(ofSeconds(29).minus(A_MOMENT));
      stage.run(Trigger.SIGTERM);
      assertThat(stage.terminationMessage()).contains("SIGKILL after 28.0s, not 30.0s");
    }
  }

  @Nested
  class AReason {
    @Test
    void isToldWithTheCause() {
      stage.orchestrator.answer =
          () ->
              Optional.of(
                  new TerminationNotice(
                      "EvictionByEvictionAPI", Optional.of(ofSeconds(30)), A_SECOND));
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.cause().disruption()).isEqualTo("EvictionByEvictionAPI");
      assertThat(report.phases().get(0).end()).isEqualTo(EndReason.QUIET);
      assertThat(stage.log.lines())
          .contains("INFO termination notice: SIGTERM (EvictionByEvictionAPI), 29.0s left");
      assertThat(stage.terminationMessage())
          .startsWith("lameduck: drained after SIGTERM (EvictionByEvictionAPI) in 6.0s: ");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Trigger.class,
      names = {"SIGTERM", "STOP_SIGNAL", "PRESTOP"},
      mode = EnumSource.Mode.EXCLUDE)
  void isNotAskedForWhereTheOrchestratorEndsNothing(Trigger trigger) {
    answer(ofSeconds(8));
    stage.run(trigger);
    assertThat(stage.threads.begun).doesNotContain("inquiry");
  }

  @Test
  void isAskedForByASignalThatJoins() {
    answer(ofMinutes(2));
    stage.workUntil(ofSeconds(60), "GET /long");
    stage.at(ofSeconds(2), () -> stage.begin(Trigger.SIGTERM));
    assertThat(stage.run(Trigger.SHUTDOWN).outcome()).isEqualTo(Outcome.DRAINED);
  }

  @Test
  void isAskedForByAnotherStopSignal() {
    answer(ofMinutes(2));
    stage.workUntil(ofSeconds(60), "GET /long");
    assertThat(stage.run(Trigger.STOP_SIGNAL).outcome()).isEqualTo(Outcome.DRAINED);
  }

  /** Whoever deletes a pod again, with less time, makes the kubelet send another SIGTERM. */
  @Nested
  class TwoNotices {
    @Test
    void theSecondMayShortenIt() {
      answer(ofSeconds(20));
      stage.workUntil(ofMinutes(1), "GET /forever");
      stage.at(A_SECOND, () -> again(ofSeconds(8)));
      stage.run(Trigger.SIGTERM);
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(4));
      assertThat(stage.terminationMessage()).contains("(SIGKILL after 8.0s, not 30.0s)");
    }

    @Test
    void theSecondDoesNotProlongIt() {
      answer(ofSeconds(8));
      stage.workUntil(ofMinutes(1), "GET /forever");
      stage.at(A_SECOND, () -> again(ofMinutes(2)));
      stage.run(Trigger.SIGTERM);
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(3));
    }

    @Test
    void theSecondLeavesWhatAKubeletGrantsFromItsOwnSignalOn() {
      stage.hanging.add("shutdown");
      answer(ofSeconds(30));
      stage.at(ofSeconds(10), () -> again(Duration.ZERO));
      stage.begin(Trigger.SHUTDOWN);
      stage.release("watchdog");
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(11));
    }

    private void again(Duration left) {
      answer(left);
      stage.begin(Trigger.SIGTERM);
    }
  }

  @Test
  void isObeyedByTheStepOfAStartThatIsUnderWay() {
    StartSteps steps = new StartSteps();
    AtomicLong moment = new AtomicLong(ofSeconds(25).toNanos());
    stage.at(A_SECOND, () -> moment.set(ofSeconds(2).toNanos()));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                steps.run(
                    () -> {
                      steps.awaitStep(stage.time, Deadline.at(moment::get));
                      throw new IllegalStateException("waited");
                    }));
    assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(2));
  }

  @Test
  void leavesIdleConnectionsNoLongerLingerThanThereIs() {
    StagedService slow = new StagedService(inACluster().env(Setting.IDLE_LINGER, "10s"));
    slow.orchestrator.answer =
        () -> Optional.of(new TerminationNotice("", Optional.of(ofSeconds(8)), A_SECOND));
    slow.run(Trigger.SIGTERM);
    assertThat(slow.server.calls).anyMatch(call -> call.endsWith("close idle within 1500ms"));
  }

  private void answer(Duration left) {
    stage.orchestrator.answer =
        () -> Optional.of(new TerminationNotice("", Optional.of(left), A_SECOND));
  }
}
