package io.lameduck;

import io.lameduck.spi.Server;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One shutdown, from its trigger to the exit. It is all in {@link #run}; each phase waits for one
 * thing, and all of them share one deadline.
 *
 * <p>A shutdown that a preStop call began is tentative: a failed or repeated hook must not end a
 * service that nobody has asked to end. It waits at the end of the lame duck until a signal
 * confirms it. Once so much of the grace period has passed that the drain would have to begin, no
 * signal can belong to that call any more: the shutdown is withdrawn.
 */
final class Shutdown {
  /** What is kept back of the deadline for the report and the way out. */
  private static final Duration REPORT_RESERVE = Duration.ofMillis(250);

  private static final long FLUSH_MILLIS = 500;

  private enum Standing {
    TENTATIVE,
    CONFIRMED,
    WITHDRAWN
  }

  private final Service service;
  private final long start;
  private final Deadline deadline;
  private final PhaseLog phases;
  private final Waiting waiting;
  private final Servers servers;
  private final Draining draining;
  private final Watchdog watchdog;
  private final CompletableFuture<EndReason> propagated = new CompletableFuture<>();
  private final CompletableFuture<ShutdownReport> report = new CompletableFuture<>();
  private volatile ShutdownCause cause;
  private volatile boolean exits;
  private Standing standing;
  private volatile List<CloseReport> resources = List.of();
  private volatile @Nullable ShutdownReport finished;

  Shutdown(Service service, ShutdownCause cause) {
    Settings settings = service.settings();
    this.service = service;
    this.cause = cause;
    this.exits = cause.trigger().exits();
    this.standing = cause.trigger() == Trigger.PRESTOP ? Standing.TENTATIVE : Standing.CONFIRMED;
    this.start = service.time().nanos();
    this.deadline =
        Deadline.after(start, settings.gracePeriod())
            .less(settings.exitMargin())
            .less(settings.preStopSleep());
    this.phases = new PhaseLog(start);
    this.waiting = new Waiting(service.time(), service.journal(), service.bell());
    this.servers = new Servers(service.servers(), service.journal());
    this.draining = new Draining(service, servers, deadline.less(settings.closeReserve()));
    this.watchdog = new Watchdog(service.time(), deadline, () -> halt(EndReason.DEADLINE, 1));
  }

  /** Begins: readiness flips before this returns, the rest happens on a thread of its own. */
  void start() {
    if (!tentative()) {
      service.starter().start("watchdog", watchdog); // first: whatever comes next may hang
    }
    service.arrivals().shutdownBegan();
    service.lifecycle().advance(Phase.LAME_DUCK);
    service.journal().info("shutting down: " + cause + ", " + left() + " left");
    service.starter().startKeepingAlive("shutdown", this::runGuarded);
  }

  /** The whole shutdown. */
  private void run() {
    stage(Phase.LAME_DUCK, this::propagate);
    if (!confirmed()) {
      return;
    }
    stage(Phase.DRAINING, () -> draining.run(waiting));
    stage(Phase.CLOSING, this::close);
    terminate();
  }

  /**
   * Another trigger has come. Joins it to this shutdown, which it confirms if it was tentative;
   * false if this one was withdrawn and a new one is needed.
   */
  synchronized boolean join(ShutdownCause another) {
    if (standing == Standing.WITHDRAWN) {
      return false;
    }
    exits |= another.trigger().exits();
    if (standing == Standing.TENTATIVE && another.trigger() != Trigger.PRESTOP) {
      standing = Standing.CONFIRMED;
      cause = new ShutdownCause(another.trigger(), "after preStop");
      service.starter().start("watchdog", watchdog);
      leaveWordForNow();
      service.bell().ring();
    }
    return true;
  }

  /** Completes when the lame duck is over. */
  CompletableFuture<EndReason> propagated() {
    return propagated.copy();
  }

  /** Completes when all is done but the exit. */
  CompletableFuture<ShutdownReport> report() {
    return report.copy();
  }

  /** The phases that have ended so far. */
  List<PhaseReport> phases() {
    return phases.reports();
  }

  /** What happened, once {@link Phase#TERMINATED} is reached. */
  Optional<ShutdownReport> finished() {
    return Optional.ofNullable(finished);
  }

  /** How much the deadline has cut off. */
  long cut() {
    return draining.cut().count();
  }

  /** Ends the process at once, and leaves behind what there is to say. */
  void halt(EndReason reason, int status) {
    try {
      String last = "halted: " + reason.word() + "; " + Summary.of(lastReport(reason), status);
      service.journal().warn(last);
      service.terminationMessage().leave(last);
    } finally {
      service.exit().halt(status);
    }
  }

  /** What there is to report if it has to end now; what it had reported before, if it was over. */
  private ShutdownReport lastReport(EndReason reason) {
    if (!report.isDone()) {
      draining.cutOff();
      Outcome outcome = reason == EndReason.DEADLINE ? Outcome.CUT : Outcome.SECOND_SIGNAL;
      report.complete(report(outcome, phases.cutShort(reason, service.time().nanos())));
    }
    return report.join();
  }

  private EndReason propagate() {
    servers.each(Server::lameDuck);
    EndReason end = cause.trigger().propagates() ? waiting.until(propagation()) : EndReason.SKIPPED;
    propagated.complete(end);
    awaitConfirmation();
    return end;
  }

  private PropagationWait propagation() {
    Settings settings = service.settings();
    long notified = start - settings.preStopSleep().toNanos();
    return new PropagationWait(settings, service.arrivals(), notified, lastMomentToDrain());
  }

  private Deadline lastMomentToDrain() {
    Settings settings = service.settings();
    return deadline.less(settings.closeReserve()).less(settings.idleLinger());
  }

  private EndReason close() {
    Closing closing = new Closing(service.time(), service.starter(), service.journal());
    resources = closing.close(service.resources(), deadline.less(REPORT_RESERVE));
    return resources.stream().anyMatch(CloseReport::abandoned)
        ? EndReason.DEADLINE
        : EndReason.CLOSED;
  }

  private void terminate() {
    boolean complete = cut() == 0 && resources.stream().noneMatch(CloseReport::abandoned);
    ShutdownReport done = report(complete ? Outcome.DRAINED : Outcome.CUT, phases.reports());
    int status = service.settings().exitCodes().status(done.outcome(), done.cause());
    String summary = Summary.of(done, status);
    Consumer<String> line = complete ? service.journal()::info : service.journal()::warn;
    line.accept(summary);
    String trouble = service.terminationMessage().leave(summary);
    if (!trouble.isEmpty()) {
      service.journal().info(trouble);
    }
    finished = done;
    service.lifecycle().advance(Phase.TERMINATED);
    service.journal().flush(FLUSH_MILLIS);
    report.complete(done);
    leave(status);
  }

  /** While the process exits the watchdog stays on: other people's hooks may never return. */
  private void leave(int status) {
    if (exits) {
      service.exit().exit(status);
    }
    if (cause.trigger() != Trigger.EXIT) {
      watchdog.dismiss(); // we are still here, so the process is to live on
    }
  }

  private void stage(Phase phase, Supplier<EndReason> work) {
    service.lifecycle().advance(phase);
    phases.begin(phase, phase == Phase.LAME_DUCK ? start : service.time().nanos());
    leaveWordForNow();
    PhaseReport ended = phases.end(work.get(), service.time().nanos());
    service.journal().info(ended + ", " + left() + " left");
  }

  /** SIGKILL may come at any time. A shutdown that may yet be withdrawn leaves no trace. */
  private synchronized void leaveWordForNow() {
    if (standing == Standing.CONFIRMED) {
      Duration gracePeriod = service.settings().gracePeriod();
      service
          .terminationMessage()
          .leaveForNow(Summary.unfinished(cause, phases.soFar(), remaining(), gracePeriod));
    }
  }

  private void runGuarded() {
    try {
      run();
    } catch (RuntimeException | Error e) {
      service.journal().warn("the shutdown itself failed", e);
      halt(EndReason.DEADLINE, 1);
    }
  }

  private void awaitConfirmation() {
    Deadline limit = lastMomentToDrain();
    while (tentative() && !limit.passed(service.time().nanos())) {
      try {
        service.time().await(service.bell(), limit.nanos());
      } catch (InterruptedException e) {
        service.journal().warn("the shutdown was interrupted, and goes on");
      }
    }
  }

  /** Whether the shutdown goes on; if it does not, everything is as before when this returns. */
  private synchronized boolean confirmed() {
    if (standing == Standing.TENTATIVE) {
      service.lifecycle().withdraw();
      service.arrivals().shutdownWithdrawn();
      service.journal().warn("no signal followed the preStop call: serving again");
      standing = Standing.WITHDRAWN;
    }
    return standing == Standing.CONFIRMED;
  }

  private synchronized boolean tentative() {
    return standing == Standing.TENTATIVE;
  }

  private ShutdownReport report(Outcome outcome, List<PhaseReport> phases) {
    return new ShutdownReport(
        outcome,
        cause,
        Duration.ofNanos(service.time().nanos() - start),
        phases,
        Traffic.of(service.inFlight(), service.arrivals(), cut()),
        draining.cut().oldest(),
        resources);
  }

  private String left() {
    return Seconds.of(remaining());
  }

  private Duration remaining() {
    return deadline.remaining(service.time().nanos());
  }
}
