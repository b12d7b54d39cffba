package io.lameduck.internal.shutdown;

import io.lameduck.CloseReport;
import io.lameduck.EndReason;
import io.lameduck.Outcome;
import io.lameduck.PhaseReport;
import io.lameduck.ShutdownCause;
import io.lameduck.ShutdownReport;
import io.lameduck.internal.process.CallResult;
import io.lameduck.internal.text.DurationText;
import io.lameduck.spi.TerminationNotice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The data of one shutdown from its first trigger on: cause, deadlines, phases, cut work and closed
 * resources. The shutdown writes it; a thread that halts the process may read it at any moment, so
 * nothing here runs foreign code.
 */
final class Account {
  /** Kept back before the deadline for the report and the exit. */
  private static final Duration REPORT_RESERVE = Duration.ofMillis(250);

  /**
   * The kubelet waits at least this long after SIGTERM, whatever the grace period; a notice of less
   * is not believed.
   */
  private static final Duration MIN_GRACE = Duration.ofSeconds(2);

  private final ServiceParts service;
  private final long start;
  private final String detail;
  private final long planned;
  private final Deadline deadline = Deadline.at(() -> timetable().exit());
  private final Deadline cutoff = Deadline.at(() -> timetable().cutoff());
  private final Deadline drain = Deadline.at(() -> timetable().drain());
  private final PhaseLog phases;
  private final Cut cut;
  private final List<CloseReport> closed = new CopyOnWriteArrayList<>();
  private volatile ShutdownCause cause;
  private volatile Timetable timetable;
  private volatile boolean killKnown;

  Account(ServiceParts service, ShutdownCause cause) {
    this.service = service;
    this.cause = cause;
    this.detail = cause.detail();
    this.start = service.time().nanos();
    this.timetable = Timetable.of(service.settings(), start);
    this.planned = timetable.kill();
    this.phases = new PhaseLog(start);
    this.cut = new Cut(service.inFlight());
  }

  ShutdownCause cause() {
    return cause;
  }

  long start() {
    return start;
  }

  /**
   * Takes over a notice of the orchestrator, which overrides the settings where it contradicts
   * them. Called by one thread at a time. Returns whether the notice changed the cause.
   *
   * @param asked when the orchestrator was asked: as soon as the signal came
   */
  boolean heard(TerminationNotice notice, long asked) {
    notice.left().ifPresent(left -> killed(left, notice.precision(), asked));
    ShutdownCause before = cause;
    cause = new ShutdownCause(before.trigger(), joined(detail, moved()), notice.reason());
    return !cause.equals(before);
  }

  /** When the process must be gone. */
  Deadline deadline() {
    return deadline;
  }

  /** When what is still in flight is cut: the time to close is kept back. */
  Deadline cutoff() {
    return cutoff;
  }

  /** When the drain begins, even if clients still connect: the linger is kept back. */
  Deadline drain() {
    return drain;
  }

  /** When servers and resources have to be closed. */
  Deadline end() {
    return deadline.less(REPORT_RESERVE);
  }

  PhaseLog phases() {
    return phases;
  }

  Cut cut() {
    return cut;
  }

  /** Adds the reports of what was closed. */
  void closed(List<CloseReport> reports) {
    closed.addAll(reports);
  }

  /** Adds the report of a start-up step that did not return: not all of the start can be undone. */
  void startAbandoned() {
    Duration waited = Duration.ofNanos(now() - start);
    closed.add(new CloseReport("unfinished start", waited, Optional.of(CallResult.ABANDONED)));
  }

  /** The report of a shutdown that has gone through all phases. */
  ShutdownReport complete() {
    boolean whole = cut.count() == 0 && closed.stream().noneMatch(Account::isAbandoned);
    return report(whole ? Outcome.DRAINED : Outcome.CUT, phases.reports());
  }

  /**
   * Cuts what is in flight, and returns the report of a shutdown that ends in the middle of a
   * phase.
   */
  ShutdownReport cutShort(EndReason reason) {
    cut.all();
    Outcome outcome = reason == EndReason.SECOND_SIGNAL ? Outcome.SECOND_SIGNAL : Outcome.CUT;
    return report(outcome, phases.cutShort(reason, now()));
  }

  /** The termination message to be found if the process is killed from now on. */
  String unfinished() {
    String found = Summary.unfinished(cause, phases.soFar(), deadline.remaining(now()));
    return killKnown ? found : found + Summary.killedEarly(service.settings().gracePeriod());
  }

  /** {@code lame-duck 5.0s (quiet), draining, 3 in flight, 12.0s left}. */
  String progress() {
    return phases.soFar() + ", " + service.inFlight().count() + " in flight, " + left();
  }

  /** {@code 12.0s left}. */
  String left() {
    return DurationText.seconds(deadline.remaining(now())) + " left";
  }

  /** Whether the close did not return. */
  static boolean isAbandoned(CloseReport report) {
    return report.failure().filter(CallResult.ABANDONED::equals).isPresent();
  }

  private ShutdownReport report(Outcome outcome, List<PhaseReport> ended) {
    return new ShutdownReport(
        outcome,
        cause,
        Duration.ofNanos(now() - start),
        ended,
        service.traffic(cut.count()),
        cut.oldest(),
        closed);
  }

  /**
   * Moves the timetable to the SIGKILL of a notice. Where the notice agrees with the settings these
   * stay, since they are more precise. Of two notices the earlier SIGKILL holds: a grace period can
   * be shortened, never prolonged.
   */
  private void killed(Duration left, Duration precision, long asked) {
    long now = now();
    long kill = now + left.toNanos();
    boolean contradicts = Math.abs(kill - timetable.kill()) > precision.toNanos();
    if (contradicts && !(killKnown && kill > timetable.kill())) {
      long earliest = asked + MIN_GRACE.toNanos();
      long safe = Math.max(earliest, kill - precision.toNanos());
      timetable = Timetable.until(safe, now, service.settings());
    }
    killKnown = true;
  }

  private String moved() {
    long kill = timetable.kill();
    return kill == planned
        ? ""
        : "SIGKILL after " + afterStart(kill) + ", not " + afterStart(planned);
  }

  private String afterStart(long moment) {
    return DurationText.seconds(moment - start);
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
  }

  private Timetable timetable() {
    return timetable;
  }

  private long now() {
    return service.time().nanos();
  }
}
