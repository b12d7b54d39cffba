package io.lameduck.internal.shutdown;

import io.lameduck.EndReason;
import io.lameduck.Phase;
import io.lameduck.PhaseReport;
import io.lameduck.ShutdownCause;
import io.lameduck.ShutdownReport;
import io.lameduck.Trigger;
import io.lameduck.internal.process.MemoryReserve;
import io.lameduck.internal.recording.Recording;
import io.lameduck.internal.work.IssuedTicket;
import io.lameduck.spi.TerminationNotice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The shutdown of a service, created when the service starts. The first trigger begins it, the
 * others join. It is all in {@link #run}; each phase is a {@link Stage}, and all share one
 * deadline.
 */
public final class Shutdown {
  /** How long listeners, and those who wait for the report, may hold up the exit. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private static final long FLUSH_MILLIS = 500;

  private final ServiceParts service;
  private final LastWords lastWords;
  private final Halt halt;
  private final AtomicReference<@Nullable Course> begun = new AtomicReference<>();
  private final Promise<EndReason> propagated = new Promise<>();
  private final Promise<ShutdownReport> report = new Promise<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);
  private final MemoryReserve reserve = new MemoryReserve();
  private volatile LongConsumer answers = millis -> {};
  private volatile boolean exits;
  private volatile boolean exiting;

  /** What exists from the first trigger on. */
  private record Course(Account account, LameDuck lameDuck, Watchdog watchdog) {}

  public Shutdown(ServiceParts service) {
    this.service = service;
    this.lastWords = new LastWords(service);
    this.halt = new Halt(service, lastWords);
  }

  /**
   * Sets what waits until the last answers are written, for so many milliseconds at most: a preStop
   * call is to be answered even if the exit follows at once.
   */
  public void flushesAnswers(LongConsumer flush) {
    answers = flush;
  }

  /**
   * Begins it, or joins it. Never waits: readiness flips before this returns, the rest happens on
   * threads of its own.
   */
  public void pull(ShutdownCause cause) {
    reserve.release();
    if (cause.trigger() == Trigger.EXIT) {
      lastWords.exitedElsewhere();
    } else if (cause.trigger() != Trigger.STOP) {
      exits = true;
    }
    boolean starting = service.startSteps().cancel();
    Course course = course(starting ? duringStart(cause) : cause, starting);
    if (begun.compareAndSet(null, course)) {
      begin(course);
    } else {
      join(cause);
    }
  }

  /** Whether a trigger has come. */
  public boolean hasBegun() {
    return begun.get() != null;
  }

  /** Completes when the lame duck is over. */
  public CompletableFuture<EndReason> propagated() {
    return propagated.future();
  }

  /** Completes when all is done but the exit. */
  public CompletableFuture<ShutdownReport> report() {
    return report.future();
  }

  /** Waits until all is done but the exit. */
  public void awaitOver() {
    await(over);
  }

  /** Gives up the work of a thread that waits for the shutdown: each would wait for the other. */
  public void excuse(Thread waiting) {
    for (IssuedTicket ticket : service.inFlight().runBy(waiting)) {
      String work = service.inFlight().known(ticket).toString();
      service.logWriter().warn("not waited for: " + work + " called stop");
      ticket.drop();
    }
  }

  /** Waits until the exit has been tried too, which normally ends the process. */
  public void awaitLeft() {
    await(left);
  }

  /** The phases that have ended so far. */
  public List<PhaseReport> phases() {
    return known(account -> account.phases().reports(), List.of());
  }

  /** What happened, once {@link Phase#TERMINATED} is reached. */
  public Optional<ShutdownReport> finished() {
    return lastWords.report();
  }

  /** How much has been cut off. */
  public long cut() {
    return known(account -> account.cut().count(), 0L);
  }

  /**
   * The JVM exits: somebody called {@link System#exit}, or a signal came that only hooks hear.
   * Returns when the service has drained. The exit code is then not the library's.
   */
  public void jvmExits() {
    if (!exiting) { // else the exit is our own, and everything is done
      pull(ShutdownCause.of(Trigger.EXIT));
      awaitOver();
      lastWords.correctExit();
    }
  }

  /** Another SIGINT: ends the process at once. It may have overtaken the first. */
  public void interruptedAgain(int status) {
    try {
      if (!hasBegun()) {
        pull(ShutdownCause.of(Trigger.SIGINT));
      }
    } finally {
      halt(EndReason.SECOND_SIGNAL, status);
    }
  }

  /** Ends the process at once, after the last words. Runs no foreign code on this thread. */
  public void halt(EndReason reason, int status) {
    Course course = begun.get();
    halt.now(course == null ? null : course.account(), reason, status);
    release(); // reached only where the JVM was not halted
  }

  private Course course(ShutdownCause cause, boolean starting) {
    Account account = new Account(service, cause);
    return new Course(
        account,
        new LameDuck(service, account, starting),
        new Watchdog(service.time(), account.deadline(), () -> halt(EndReason.DEADLINE, 1)));
  }

  private static ShutdownCause duringStart(ShutdownCause cause) {
    String detail = cause.detail().isEmpty() ? "during start" : cause.detail() + ", during start";
    return new ShutdownCause(cause.trigger(), detail);
  }

  private void begin(Course course) {
    Crew crew = service.crew();
    crew.watchdog().run("watchdog", course.watchdog()); // first: whatever comes next may fail
    Runnable keepAlive = crew.threads().keepAlive();
    try {
      service.arrivals().shutdownBegan();
      service.lifecycle().advance(Phase.LAME_DUCK);
      Account account = course.account();
      service.logWriter().info("shutting down: " + account.cause() + ", " + account.left());
      inquire(course, account.cause().trigger());
    } finally {
      crew.shutdown().run("shutdown", () -> runGuarded(course, keepAlive));
    }
  }

  private void join(ShutdownCause another) {
    Course course = begun.get();
    if (course == null) {
      return;
    }
    if (another.trigger() == Trigger.SIGINT) {
      course.lameDuck().hurry();
    }
    service.logWriter().info(another + " joined: " + course.account().progress());
    inquire(course, another.trigger());
  }

  /** Asks the orchestrator only after triggers that may come from it: it knows of no others. */
  private void inquire(Course course, Trigger trigger) {
    if (trigger == Trigger.SIGTERM
        || trigger == Trigger.STOP_SIGNAL
        || trigger == Trigger.PRESTOP) {
      long asked = now();
      service.inquiry().ifPresent(inquiry -> inquiry.ask(notice -> heard(course, notice, asked)));
    }
  }

  private void heard(Course course, TerminationNotice notice, long asked) {
    if (finished().isPresent()) {
      return; // all is told
    }
    Account account = course.account();
    boolean news = false;
    try {
      news = account.heard(notice, asked);
    } finally { // the deadline may have moved before the memory was gone
      course.watchdog().look();
      service.bell().ring();
    }
    if (news) {
      service.logWriter().info("termination notice: " + account.cause() + ", " + account.left());
      service.terminationMessage().leaveForNow(account::unfinished);
    }
  }

  /** The whole shutdown. */
  private void run(Course course) {
    Account account = course.account();
    propagated.complete(run(course.lameDuck(), account));
    run(new Draining(service, account), account);
    run(new Closing(service, account), account);
    lastWords.leave(account, exits);
    service.lifecycle().advance(Phase.TERMINATED);
    service.events().awaitTold(now() + FAREWELL.toNanos());
    service.logWriter().flush(FLUSH_MILLIS);
    answers.accept(FLUSH_MILLIS);
    release();
    leave(course);
  }

  /** One phase; if it fails the next one begins. */
  private EndReason run(Stage stage, Account account) {
    service.lifecycle().advance(stage.phase());
    Recording.Running running = service.recording().begin(stage.phase());
    EndReason end = EndReason.FAILED;
    try {
      service.terminationMessage().leaveForNow(account::unfinished);
      end = stage.run();
    } catch (RuntimeException | Error e) {
      service.logWriter().warn(stage.phase().word() + " failed; shutdown continues", e);
    }
    running.end(end);
    PhaseReport ended = account.phases().end(end, now());
    service.logWriter().info(ended + ", " + account.left());
    return end;
  }

  private void runGuarded(Course course, Runnable keepAlive) {
    try {
      run(course);
    } catch (RuntimeException | Error e) {
      service.logWriter().warn("shutdown failed", e);
      halt(EndReason.FAILED, 1);
    } finally {
      keepAlive.run();
      left.countDown();
    }
  }

  /**
   * Releases those who wait for the end. The dependents of the future are foreign code, so the call
   * has a limit.
   */
  private void release() {
    finished()
        .ifPresent(
            done ->
                service
                    .crew()
                    .calls()
                    .call("report", () -> report.complete(done), now() + FAREWELL.toNanos()));
    over.countDown();
  }

  /** While the process exits the watchdog stays on: other people's hooks may never return. */
  private void leave(Course course) {
    if (lastWords.areExitedElsewhere()) {
      return;
    }
    if (exits) {
      exiting = true;
      finished().ifPresent(done -> service.exit().exit(lastWords.status(done)));
    }
    course.watchdog().dismiss(); // the exit has returned, or there is none: the process lives on
  }

  private <T> T known(Function<Account, T> what, T before) {
    Course course = begun.get();
    return course == null ? before : what.apply(course.account());
  }

  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true; // kept for the caller
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private long now() {
    return service.time().nanos();
  }
}
