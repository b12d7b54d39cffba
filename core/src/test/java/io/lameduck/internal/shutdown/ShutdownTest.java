package io.lameduck.internal.shutdown;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static io.lameduck.internal.config.GivenSettings.outsideACluster;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.CloseReport;
import io.lameduck.EndReason;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.PhaseReport;
import io.lameduck.Setting;
import io.lameduck.ShutdownCause;
import io.lameduck.ShutdownReport;
import io.lameduck.Ticket;
import io.lameduck.Trigger;
import io.lameduck.WorkInFlight;
import io.lameduck.internal.process.Unspeakable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
              "lameduck: drained after SIGTERM in 6.0s: lame-duck 5.0s (quiet), draining 1.0s"
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
      for (int i = 1; i < 60; i++) {
        stage.time.ifReached(ofMillis(500L * i), this::connect);
      }
      assertThat(stage.run(Trigger.SIGTERM).phases().get(0))
          .isEqualTo(new PhaseReport(Phase.LAME_DUCK, ofSeconds(25), EndReason.MAX));
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
  class Sources {
    private final List<String> stopped = new ArrayList<>();

    @Test
    void areStoppedWhenTheLameDuckBegins() {
      StagedService staged = stage(source("orders"), source("mails"));
      staged.at(ofMillis(1), () -> assertThat(stopped).containsExactly("orders", "mails"));
      assertThat(staged.run(Trigger.SIGTERM).outcome()).isEqualTo(Outcome.DRAINED);
    }

    @Test
    void areStoppedThoughAnotherThrows() {
      StagedService staged =
          stage(
              new Source(
                  "broken",
                  () -> {
                    throw new IOException("planned");
                  }),
              source("mails"));
      assertThat(staged.run(Trigger.SIGTERM).outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(stopped).containsExactly("mails");
      assertThat(staged.log.lines())
          .contains("WARN source broken: stop failed: java.io.IOException: planned");
    }

    @Test
    void areStoppedThoughAnotherHangs() {
      StagedService staged = stage(source("hanging"), source("mails"));
      staged.hanging.add("stop-hanging");
      ShutdownReport report = staged.run(Trigger.SIGTERM);
      assertThat(stopped).containsExactly("mails");
      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(report.phases().get(0).duration()).isEqualTo(ofSeconds(5));
      assertThat(staged.log.lines()).contains("WARN source hanging: stop failed: did not return");
    }

    @Test
    void areStoppedAtOnceWhereNobodyHasToBeWaitedFor() {
      StagedService staged = new StagedService(inACluster(), false, List.of(source("orders")));
      staged.workUntil(ofSeconds(3), "order 42");
      ShutdownReport report = staged.run(Trigger.SIGTERM);
      assertThat(stopped).containsExactly("orders");
      assertThat(report.phases().get(0).end()).isEqualTo(EndReason.SKIPPED);
      assertThat(report.duration()).isEqualTo(ofSeconds(3));
      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
    }

    private Source source(String name) {
      return new Source(name, () -> stopped.add(name));
    }

    private StagedService stage(Source... sources) {
      return new StagedService(inACluster(), true, List.of(sources));
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
    void isAnsweredBeforeTheExit() {
      stage.shutdown.flushesAnswers(millis -> stage.exits.add("answered"));
      stage.run(Trigger.PRESTOP);
      assertThat(stage.exits).containsExactly("answered", "exit 0");
    }

    @Test
    void sharesItsDelayWithTheSignalThatFollows() {
      stage.at(ofSeconds(4), () -> stage.begin(Trigger.SIGTERM));
      ShutdownReport report = stage.run(Trigger.PRESTOP);
      assertThat(report.phases().get(0))
          .isEqualTo(new PhaseReport(Phase.LAME_DUCK, ofSeconds(5), EndReason.QUIET));
      assertThat(report.cause()).isEqualTo(ShutdownCause.of(Trigger.PRESTOP));
      assertThat(stage.exits).containsExactly("exit 0");
    }

    @Test
    void thatNoSignalFollowsEndsTheProcess() {
      stage.run(Trigger.PRESTOP);
      assertThat(stage.service.lifecycle().current()).isEqualTo(Phase.TERMINATED);
      assertThat(stage.exits).containsExactly("exit 0");
      assertThat(stage.terminationMessage()).startsWith("lameduck: drained after preStop");
    }
  }

  @Nested
  class AnotherTrigger {
    @ParameterizedTest
    @EnumSource(names = {"SHUTDOWN", "SIGTERM", "PRESTOP", "STOP", "FATAL_ERROR"})
    void joinsAndChangesNothing(Trigger another) {
      stage.workUntil(ofSeconds(9), "GET /slow");
      stage.at(ofSeconds(3), () -> stage.begin(another));
      stage.at(ofSeconds(8), () -> stage.begin(another));
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.duration()).isEqualTo(ofSeconds(9));
      assertThat(report.cause().trigger()).isEqualTo(Trigger.SIGTERM);
      assertThat(report.traffic().cut()).isZero();
      assertThat(stage.exits).containsExactly("exit 0");
      assertThat(stage.log.lines())
          .contains(
              "INFO " + another.word() + " joined: lame-duck, 1 in flight, 26.0s left",
              "INFO "
                  + another.word()
                  + " joined: lame-duck 5.0s (quiet), draining, 1 in flight, 21.0s left");
    }

    @Test
    void thatAPersonSendsEndsTheWaitForClientsAndNothingElse() {
      stage.workUntil(ofSeconds(9), "GET /slow");
      stage.at(ofSeconds(2), () -> stage.begin(Trigger.SIGINT));
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.phases())
          .startsWith(
              new PhaseReport(Phase.LAME_DUCK, ofSeconds(2), EndReason.SKIPPED),
              new PhaseReport(Phase.DRAINING, ofSeconds(7), EndReason.DRAINED));
      assertThat(report.cause().trigger()).isEqualTo(Trigger.SIGTERM);
    }

    @Test
    void makesAShutdownExitThatWouldNotHave() {
      stage.hanging.add("shutdown");
      stage.begin(Trigger.STOP);
      stage.begin(Trigger.SIGTERM);
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
      assertThat(stage.exits).isEmpty();
      stage.release("watchdog");
      assertThat(stage.exits).containsExactly("halt 1");
      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(stage.terminationMessage())
          .startsWith("lameduck: halted: deadline; drained after");
    }

    @Test
    void isOnBeforeAnythingElse() {
      stage.run(Trigger.SIGTERM);
      assertThat(stage.threads.begun).startsWith("watchdog");
    }

    @Test
    void isDismissedWhenTheProcessLivesOn() {
      stage.run(Trigger.STOP);
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
      stage.at(ofSeconds(5).minusNanos(1), () -> assertFound("lame-duck with 29.0s left"));
      stage.at(
          ofSeconds(6).minusNanos(1),
          () -> assertFound("lame-duck 5.0s (quiet), draining with 24.0s left"));
      stage.run(Trigger.SIGTERM);
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(6));
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
      shutdown.halt(EndReason.SECOND_SIGNAL, 130);
      assertThat(stage.exits).containsExactly("halt 130");
      assertThat(stage.terminationMessage())
          .startsWith("lameduck: halted: second-signal; second-signal after SIGTERM in 3.0s")
          .contains("lame-duck 3.0s (second-signal)", "cut: GET /slow 3.0s", "exit 130");
      assertThat(shutdown.report().join().outcome()).isEqualTo(Outcome.SECOND_SIGNAL);
    }

    @Test
    void thatOvertakesTheFirstOneIsToldAllTheSame() {
      stage.hanging.add("shutdown");
      stage.shutdown.interruptedAgain(130);
      assertThat(stage.exits).containsExactly("halt 130");
      assertThat(stage.terminationMessage())
          .startsWith("lameduck: halted: second-signal; second-signal after SIGINT in 0.0s")
          .endsWith("exit 130");
    }
  }

  @Nested
  class ForeignCode {
    @Test
    void thatDoesNotSayWhatItIsHoldsUpNothing() {
      stage.hanging.add("descriptions");
      stage.service.inFlight().tryEnter(() -> "never said");
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.phases().get(1))
          .isEqualTo(new PhaseReport(Phase.DRAINING, ofSeconds(21), EndReason.DEADLINE));
      assertThat(report.cut()).extracting(WorkInFlight::description).hasSize(1);
    }

    @Test
    void whoseDescriptionThrowsIsServedAllTheSame() {
      Ticket ticket =
          stage
              .service
              .inFlight()
              .tryEnter(
                  () -> {
                    throw new Unspeakable();
                  });
      stage.at(ofSeconds(9), ticket::close);
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(report.duration()).isEqualTo(ofSeconds(9));
      assertThat(stage.log.lines())
          .contains(
              "INFO draining: 1 in flight, oldest 6.0s (description failed: "
                  + Unspeakable.class.getName()
                  + "), 20.0s left");
    }

    @Test
    void isNotAskedByTheWatchdog() {
      stage
          .service
          .inFlight()
          .tryEnter(
              () -> {
                throw new AssertionError("asked");
              });
      stage.hanging.add("shutdown");
      stage.begin(Trigger.SIGTERM);
      stage.release("watchdog");
      assertThat(stage.exits).containsExactly("halt 1");
      assertThat(stage.terminationMessage()).contains("cut 1; cut: (not described) 29.0s");
    }

    @Test
    void whoseServerDoesNotAnswerIsTakenToHaveNoConnectionsAfterTheLinger() {
      stage.hanging.add("connections");
      ShutdownReport report = stage.run(Trigger.SIGTERM);
      assertThat(report.phases().get(1).end()).isEqualTo(EndReason.DRAINED);
      assertThat(stage.log.lines())
          .contains("WARN server stage: connections failed: did not return");
    }

    @Test
    void thatHangsInAServersCloseLeavesTheResourcesTheirShare() {
      List<String> closed = new ArrayList<>();
      StagedService staged =
          new StagedService(inACluster(), new Resource("pool", () -> closed.add("pool")));
      staged.workUntil(ofMinutes(1), "GET /forever");
      staged.hanging.add("close");
      ShutdownReport report = staged.run(Trigger.SIGTERM);
      assertThat(closed).containsExactly("pool");
      assertThat(report.duration()).isLessThan(ofMillis(27_500));
      assertThat(staged.log.lines()).contains("WARN server stage: close failed: did not return");
    }

    @Test
    void thatDependsOnTheReportHoldsUpTheExitForASecond() {
      stage.hanging.add("report");
      stage.begin(Trigger.SIGTERM);
      assertThat(stage.exits).containsExactly("exit 0");
      assertThat(stage.time.elapsed()).isEqualTo(ofSeconds(7));
    }
  }

  @Test
  void whatWasCutStaysCutWhenASecondSigintComesInClosing() {
    StagedService staged = new StagedService(inACluster(), new Resource("pool", () -> {}));
    Ticket ticket = staged.service.inFlight().enter("GET /forever");
    staged.hanging.add("close-pool");
    staged.at(
        ofSeconds(27),
        () -> {
          ticket.close();
          staged.shutdown.halt(EndReason.SECOND_SIGNAL, 130);
        });
    staged.run(Trigger.SIGTERM);
    assertThat(staged.terminationMessage()).contains("halted: second-signal", "cut 1", "exit 130");
    assertThat(staged.shutdown.cut()).isEqualTo(1);
  }

  @Test
  void noExitCodeIsToldThatSomebodyElseHasChosen() {
    stage.run(Trigger.EXIT);
    assertThat(stage.terminationMessage())
        .endsWith("exit code chosen by the caller of System.exit or by the JVM");
    assertThat(stage.exits).isEmpty();
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
  void aServerThatDoesNotCloseIsNamedAndIsNoSuccess() {
    stage.hanging.add("close");
    ShutdownReport report = stage.run(Trigger.SIGTERM);
    assertThat(report.outcome()).isEqualTo(Outcome.CUT);
    assertThat(report.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.name()).isEqualTo("server stage"))
        .matches(Account::isAbandoned);
    assertThat(stage.terminationMessage()).contains("; not closed: server stage ", "exit 1");
    assertThat(stage.exits).containsExactly("exit 1");
  }

  @Test
  void aServerThatFailsDoesNotStopTheShutdown() {
    stage.server.failing = true;
    assertThat(stage.run(Trigger.SIGTERM).outcome()).isEqualTo(Outcome.DRAINED);
    assertThat(stage.log.lines())
        .contains(
            "WARN server stage: stop-accepting failed: java.lang.IllegalStateException:"
                + " stop accepting");
  }
}
