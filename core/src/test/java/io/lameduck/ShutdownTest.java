package io.lameduck;

import static io.lameduck.GivenSettings.inACluster;
import static io.lameduck.GivenSettings.outsideACluster;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The whole shutdown, in the course of time. */
class ShutdownTest {
  private final StagedService stage = new StagedService(inACluster());

  @Nested
  class AnIdleService {
    @Test
    void goesThroughAllPhasesAndExitsWithZero() {
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(stage.phases)
          .containsExactly(Phase.LAME_DUCK, Phase.DRAINING, Phase.CLOSING, Phase.TERMINATED);
      assertThat(report.phases())
          .containsExactly(
              new PhaseReport(Phase.LAME_DUCK, ofSeconds(5), EndReason.QUIET),
              new PhaseReport(Phase.DRAINING, ofSeconds(1), EndReason.DRAINED),
              new PhaseReport(Phase.CLOSING, Duration.ZERO, EndReason.CLOSED));
      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(report.duration()).isEqualTo(ofSeconds(6));
      assertThat(stage.exits).containsExactly("exit 0");
    }

    @Test
    void tellsItsServerWhatToDoAndWhen() {
      stage.run(Trigger.SIGTERM);
      assertThat(stage.server.calls)
          .containsExactly(
              "0ms lame duck",
              "5000ms stop accepting",
              "5000ms close idle within 1000ms",
              "6000ms close");
    }

    @Test
    void leavesATerminationMessage() {
      stage.run(Trigger.SIGTERM);
      assertThat(stage.terminationMessage())
          .isEqualTo(
              "lameduck: drained after SIGTERM in 6.0s: lame duck 5.0s (quiet), draining 1.0s"
                  + " (drained), closing 0.0s (closed); served 0, late 0, cut 0; exit 0");
    }

    @Test
    void doesNotWaitForAPersonAtATerminal() {
      ShutdownReport report = stage.run(Trigger.SIGINT);
      assertThat(report.phases().get(0))
          .isEqualTo(new PhaseReport(Phase.LAME_DUCK, Duration.ZERO, EndReason.SKIPPED));
    }

    @Test
    void isGoneAtOnceOutsideACluster() {
      StagedService laptop = new StagedService(outsideACluster());
      assertThat(laptop.run(Trigger.SIGTERM).duration()).isZero();
    }
  }

  @Nested
  class WorkInFlightThen {
    @Test
    void isWaitedFor() {
      stage.workUntil(ofSeconds(9), "GET /slow");
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.phases().get(1))
          .isEqualTo(new PhaseReport(Phase.DRAINING, ofSeconds(4), EndReason.DRAINED));
      assertThat(report.traffic().served()).isEqualTo(1);
    }

    @Test
    void isNamedWithItsAgeOnceASecond() {
      stage.workUntil(ofSeconds(8), "POST /orders");
      stage.run(Trigger.SIGTERM);
      assertThat(stage.log.lines())
          .contains(
              "INFO draining: 1 in flight, oldest 6.0s POST /orders, 20.0s left",
              "INFO draining: 1 in flight, oldest 7.0s POST /orders, 19.0s left");
    }

    @Test
    void isCutAtTheDeadlineLessTheCloseReserve() {
      stage.workUntil(ofSeconds(40), "GET /forever");
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.outcome()).isEqualTo(Outcome.CUT);
      assertThat(report.phases().get(1))
          .isEqualTo(new PhaseReport(Phase.DRAINING, ofSeconds(21), EndReason.DEADLINE));
      assertThat(report.cut()).containsExactly(new WorkInFlight("GET /forever", ofSeconds(26)));
      assertThat(report.traffic().cut()).isEqualTo(1);
      assertThat(stage.terminationMessage()).contains("cut after SIGTERM", "GET /forever 26.0s");
      assertThat(stage.exits).containsExactly("exit 1");
    }

    @Test
    void finishingJustBeforeTheReserveIsNotCut() {
      stage.workUntil(ofMillis(25_999), "GET /close");
      assertThat(stage.run(Trigger.SIGTERM).outcome()).isEqualTo(Outcome.DRAINED);
    }

    @Test
    void countsAsLateWhenItCameAfterTheSignal() {
      stage.at(ofSeconds(2), () -> stage.workUntil(ofSeconds(3), "GET /"));
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.traffic().late()).isEqualTo(1);
      assertThat(report.traffic().served()).isEqualTo(1);
    }

    @Test
    void isRefusedWhenTheDrainIsOver() {
      stage.run(Trigger.SIGTERM);
      assertThat(stage.service.inFlight().tryEnter(() -> "late")).isNull();
    }
  }

  @Nested
  class ClientsThatStillRouteHere {
    @Test
    void prolongTheLameDuck() {
      stage.at(ofMillis(4_500), this::connect);
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.phases().get(0))
          .isEqualTo(new PhaseReport(Phase.LAME_DUCK, ofMillis(5_500), EndReason.QUIET));
      assertThat(report.traffic().lateConnections()).isEqualTo(1);
      assertThat(report.traffic().lastLateConnection()).isEqualTo(ofMillis(4_500));
      assertThat(stage.terminationMessage())
          .contains("served 0, late 0 (last new connection after 4.5s), cut 0");
    }

    @Test
    void doSoNoLongerThanTheMaximum() {
      for (int i = 1; i < 40; i++) {
        stage.at(ofMillis(500L * i), this::connect);
      }
      assertThat(stage.run(Trigger.SIGTERM).phases().get(0))
          .isEqualTo(new PhaseReport(Phase.LAME_DUCK, ofSeconds(15), EndReason.MAX));
    }

    private void connect() {
      stage.service.arrivals().connection(InetAddress.getLoopbackAddress());
    }
  }

  @Nested
  class IdleConnections {
    @Test
    void thatNeverGoAreCutAtTheDeadlineWhichCutsNoWork() {
      stage.server.connections = OptionalLong.of(1);
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.phases().get(1).end()).isEqualTo(EndReason.DEADLINE);
      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
    }

    @Test
    void endTheDrainEarlyWhenTheServerKnowsThatNoneIsLeft() {
      stage.server.connections = OptionalLong.of(0);
      assertThat(stage.run(Trigger.SIGTERM).phases().get(1).duration()).isZero();
    }

    @Test
    void areWaitedForAsLongAsTheServerKnowsOfSome() {
      stage.server.connections = OptionalLong.of(2);
      stage.at(
          ofSeconds(8),
          () -> {
            stage.server.connections = OptionalLong.of(0);
            stage.service.bell().ring();
          });
      assertThat(stage.run(Trigger.SIGTERM).phases().get(1).duration()).isEqualTo(ofSeconds(3));
    }

    @Test
    void thatNobodyToldToGoGetTheirLastChanceFromThenOn() {
      stage.at(ofMillis(7_500), stage.service.connections()::becameIdle);
      stage.workUntil(ofMillis(7_500), "GET /stream");
      assertThat(stage.run(Trigger.SIGTERM).phases().get(1).duration()).isEqualTo(ofMillis(3_500));
    }
  }

  @Nested
  class Resources {
    @Test
    void areClosedWhenTheDrainIsOver() {
      List<String> closed = new ArrayList<>();
      StagedService staged = stage(() -> closed.add("closed"));
      staged.at(ofMillis(5_999), () -> assertThat(closed).isEmpty());
      ShutdownReport report = staged.run(Trigger.SIGTERM);
      assertThat(closed).containsExactly("closed");
      assertThat(report.resources())
          .containsExactly(new CloseReport("pool", Duration.ZERO, Optional.empty()));
    }

    @Test
    void thatDoNotReturnAreAbandonedJustBeforeTheDeadline() {
      StagedService staged = stage(() -> {});
      staged.hanging.add("close-pool");
      ShutdownReport report = staged.run(Trigger.SIGTERM);
      assertThat(report.duration()).isEqualTo(ofMillis(28_750));
      assertThat(report.outcome()).isEqualTo(Outcome.CUT);
      assertThat(report.phases().get(2).end()).isEqualTo(EndReason.DEADLINE);
      assertThat(staged.terminationMessage()).contains("not closed: pool 22.8s: did not return");
      assertThat(staged.exits).containsExactly("exit 1");
    }

    @Test
    void thatThrowAreReportedButNothingWasCut() {
      StagedService staged =
          stage(
              () -> {
                throw new IllegalStateException("no");
              });
      ShutdownReport report = staged.run(Trigger.SIGTERM);
      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(report.failures().get(0).failure())
          .contains("java.lang.IllegalStateException: no");
    }

    private StagedService stage(AutoCloseable pool) {
      return new StagedService(inACluster(), new Resource("pool", pool));
    }
  }

  @Nested
  class APreStopSleep {
    private final StagedService stage =
        new StagedService(inACluster().env(Setting.PRESTOP_SLEEP, "4s"));

    @Test
    void countsTowardsThePropagationDelay() {
      assertThat(stage.run(Trigger.SIGTERM).phases().get(0))
          .isEqualTo(new PhaseReport(Phase.LAME_DUCK, ofSeconds(1), EndReason.QUIET));
    }

    @Test
    void isTakenOffTheGracePeriod() {
      stage.workUntil(ofMinutes(1), "GET /forever");
      stage.run(Trigger.SIGTERM);
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(22));
    }
  }

  @Nested
  class APreStopCall {
    @Test
    void beginsTheLameDuckAndIsAnsweredWhenThatIsOver() {
      stage.hanging.add("shutdown");
      Shutdown shutdown = stage.begin(Trigger.PRESTOP);
      assertThat(stage.service.lifecycle().current()).isEqualTo(Phase.LAME_DUCK);
      assertThat(shutdown.propagated()).isNotDone();
      stage.at(ofSeconds(5).plusNanos(1), () -> assertThat(shutdown.propagated()).isDone());
      stage.release("shutdown");
      assertThat(shutdown.propagated()).isCompletedWithValue(EndReason.QUIET);
    }

    @Test
    void sharesItsDelayWithTheSignalThatFollows() {
      ShutdownReport report = confirmedAfter(ofSeconds(5));
      assertThat(report.phases().get(0))
          .isEqualTo(new PhaseReport(Phase.LAME_DUCK, ofSeconds(5), EndReason.QUIET));
      assertThat(report.cause()).isEqualTo(new ShutdownCause(Trigger.SIGTERM, "after preStop"));
      assertThat(stage.exits).containsExactly("exit 0");
    }

    @Test
    void whoseSignalComesEarlyStillWaitsForTheDelay() {
      assertThat(confirmedAfter(ofSeconds(2)).phases().get(0).duration()).isEqualTo(ofSeconds(5));
    }

    @Test
    void whoseSignalComesLateWaitsForItAsALameDuck() {
      assertThat(confirmedAfter(ofSeconds(20)).phases().get(0).duration()).isEqualTo(ofSeconds(20));
    }

    @Test
    void thatNoSignalFollowsIsTakenBackWhenTheDrainWouldHaveToBegin() {
      stage.service.lifecycle().ready();
      stage.at(
          ofSeconds(25).minusNanos(1),
          () -> assertThat(stage.service.lifecycle().current()).isEqualTo(Phase.LAME_DUCK));
      Shutdown shutdown = stage.begin(Trigger.PRESTOP);
      assertThat(stage.service.lifecycle().current()).isEqualTo(Phase.READY);
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(25));
      assertThat(shutdown.report()).isNotDone();
      assertThat(stage.exits).isEmpty();
      assertThat(stage.heldBack).doesNotContainKey("watchdog");
    }

    @Test
    void thatWasTakenBackDoesNotSpoilTheShutdownThatComesOneDay() {
      stage.service.lifecycle().ready();
      Triggers triggers = new Triggers(cause -> new Shutdown(stage.service, cause));
      Shutdown withdrawn = triggers.pull(Trigger.PRESTOP);
      stage.time.advance(ofSeconds(100));
      Shutdown shutdown = triggers.pull(Trigger.SIGTERM);
      assertThat(shutdown).isNotSameAs(withdrawn);
      assertThat(shutdown.report().join().duration()).isEqualTo(ofSeconds(6));
      assertThat(stage.exits).containsExactly("exit 0");
    }

    private ShutdownReport confirmedAfter(Duration moment) {
      stage.hanging.add("shutdown");
      Shutdown shutdown = stage.begin(Trigger.PRESTOP);
      stage.at(moment, () -> shutdown.join(ShutdownCause.of(Trigger.SIGTERM)));
      stage.release("shutdown");
      return shutdown.report().join();
    }
  }

  @Nested
  class AnotherTrigger {
    @Test
    void changesNothing() {
      stage.hanging.add("shutdown");
      Shutdown shutdown = stage.begin(Trigger.SIGTERM);
      stage.at(ofSeconds(3), () -> shutdown.join(ShutdownCause.of(Trigger.SHUTDOWN)));
      stage.release("shutdown");
      ShutdownReport report = shutdown.report().join();
      assertThat(report.duration()).isEqualTo(ofSeconds(6));
      assertThat(report.cause().trigger()).isEqualTo(Trigger.SIGTERM);
    }

    @Test
    void makesAShutdownExitThatWouldNotHave() {
      stage.hanging.add("shutdown");
      Shutdown shutdown = stage.begin(Trigger.CLOSE);
      shutdown.join(ShutdownCause.of(Trigger.SIGTERM));
      stage.release("shutdown");
      assertThat(stage.exits).containsExactly("exit 0");
    }
  }

  @Nested
  class TheWatchdog {
    @Test
    void haltsAtTheDeadlineWhateverHangsAndLeavesTheMessageFirst() {
      stage.workUntil(ofMinutes(1), "GET /forever");
      stage.hanging.add("shutdown");
      stage.begin(Trigger.SIGTERM);
      stage.release("watchdog");
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(29));
      assertThat(stage.exits).containsExactly("halt 1");
      assertThat(stage.terminationMessage())
          .startsWith("lameduck: halted: deadline; cut after SIGTERM in 29.0s")
          .contains("cut: GET /forever 29.0s");
    }

    @Test
    void staysOnDuringTheExitForHooksThatNeverReturn() {
      ShutdownReport report = stage.run(Trigger.EXIT);
      stage.release("watchdog");
      assertThat(stage.exits).containsExactly("halt 1");
      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(stage.terminationMessage())
          .startsWith("lameduck: halted: deadline; drained after");
    }

    @Test
    void isOnBeforeAListenerCanHang() {
      List<Boolean> on = new ArrayList<>();
      stage
          .service
          .lifecycle()
          .addListener((from, to) -> on.add(stage.heldBack.containsKey("watchdog")));
      stage.run(Trigger.SIGTERM);
      assertThat(on).isNotEmpty().doesNotContain(false);
    }

    @Test
    void isDismissedWhenTheProcessLivesOn() {
      stage.run(Trigger.CLOSE);
      stage.release("watchdog");
      assertThat(stage.exits).isEmpty();
    }
  }

  @Nested
  class WhatIsFoundIfItIsKilled {
    private static final String WHY =
        "; if the grace period was over, it was shorter than LAMEDUCK_GRACE_PERIOD=30s, or a"
            + " preStop hook spent it";

    @Test
    void isHowFarItCame() {
      stage.at(ofSeconds(5).minusNanos(1), () -> assertFound("lame duck with 29.0s left"));
      stage.at(
          ofSeconds(6).minusNanos(1),
          () -> assertFound("lame duck 5.0s (quiet), draining with 24.0s left"));
      stage.run(Trigger.SIGTERM);
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(6));
    }

    @Test
    void isNothingAsLongAsNoSignalHasFollowedThePreStopCall() {
      stage.at(ofSeconds(25).minusNanos(1), () -> assertThat(stage.terminationMessage()).isEmpty());
      stage.begin(Trigger.PRESTOP);
      assertThat(stage.terminationMessage()).isEmpty();
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(25));
    }

    @Test
    void isThereFromTheSignalOnThatFollowsThePreStopCall() {
      stage.hanging.add("shutdown");
      Shutdown shutdown = stage.begin(Trigger.PRESTOP);
      stage.time.advance(ofSeconds(2));
      shutdown.join(ShutdownCause.of(Trigger.SIGTERM));
      assertThat(stage.terminationMessage())
          .isEqualTo(
              "lameduck: not finished after SIGTERM (after preStop): lame duck with 27.0s left"
                  + WHY);
    }

    private void assertFound(String phases) {
      assertThat(stage.terminationMessage())
          .isEqualTo("lameduck: not finished after SIGTERM: " + phases + WHY);
    }
  }

  @Nested
  class ASecondSignal {
    @Test
    void haltsAtOnceWithItsOwnCode() {
      stage.workUntil(ofMinutes(1), "GET /slow");
      stage.hanging.add("shutdown");
      Shutdown shutdown = stage.begin(Trigger.SIGTERM);
      stage.time.advance(ofSeconds(3));
      shutdown.halt(EndReason.SECOND_SIGNAL, 143);
      assertThat(stage.exits).containsExactly("halt 143");
      assertThat(stage.terminationMessage())
          .startsWith("lameduck: halted: second-signal; second signal after SIGTERM in 3.0s")
          .contains("lame duck 3.0s (second-signal)", "cut: GET /slow 3.0s", "exit 143");
      assertThat(shutdown.report().join().outcome()).isEqualTo(Outcome.SECOND_SIGNAL);
    }
  }

  @Nested
  class ExitStatus {
    @Test
    void ofAnInterruptedJobIsNeverSuccess() {
      StagedService job = new StagedService(inACluster().env(Setting.EXIT_CODES, "job"));
      job.run(Trigger.SIGTERM);
      assertThat(job.exits).containsExactly("exit 143");
    }

    @Test
    void afterAnErrorNobodyCaughtIsOne() {
      stage.run(Trigger.FATAL_ERROR);
      assertThat(stage.exits).containsExactly("exit 1");
    }
  }

  @Test
  void aServerThatFailsDoesNotStopTheShutdown() {
    stage.server.failing = true;
    assertThat(stage.run(Trigger.SIGTERM).outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(stage.log.lines()).contains("WARN server stage failed, and the shutdown goes on");
  }
}
