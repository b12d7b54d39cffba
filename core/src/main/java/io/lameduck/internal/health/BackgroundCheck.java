package io.lameduck.internal.health;

import io.lameduck.internal.text.DurationText;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One check: when it runs, when it has run too long, and what its results amount to. {@link #tick}
 * and {@link #stop} belong to the thread of the loop; any thread may ask for the rest.
 */
final class BackgroundCheck {
  private final CheckSpec spec;
  private final BackgroundLoop loop;
  private final Workers workers;
  private final long period;
  private final long timeout;
  private volatile StatusStreak streak;

  private @Nullable CheckRun run; // one at most, however long it hangs
  private long due;

  BackgroundCheck(CheckSpec spec, BackgroundLoop loop, Workers workers) {
    this.spec = spec;
    this.loop = loop;
    this.workers = workers;
    this.period = spec.schedule().period().toNanos();
    this.timeout = spec.schedule().timeout().toNanos();
    this.due = loop.time().nanos();
    this.streak = StatusStreak.unknown(due);
  }

  CheckKind kind() {
    return spec.kind();
  }

  Status status() {
    return streak.status();
  }

  CheckState state() {
    return streak.describe(spec, loop.time().nanos());
  }

  /** Does what is due, and returns the nanoseconds after which something is again. */
  long tick(long now) {
    CheckRun current = run;
    boolean isDue = now - due >= 0;
    if (current == null && isDue) {
      begin(now);
    } else if (current != null && current.isOver()) {
      finish(current, now);
    } else if (current != null && isDue) {
      giveUp(current, now);
    }
    return Math.max(0, due - now);
  }

  void stop() {
    if (run != null) {
      run.giveUp();
    }
  }

  private void begin(long now) {
    CheckRun next = new CheckRun(spec.check(), loop);
    run = next;
    due = now + timeout;
    next.startOn(workers, spec.name());
  }

  private void finish(CheckRun ended, long now) {
    long took = ended.tookNanos();
    if (!ended.isGivenUp()) {
      record(took < timeout ? ended.outcome() : noAnswer(took), took, now);
    }
    run = null;
    due = now + (isSettled() ? Tickable.NEVER : period);
  }

  /** A hanging check cannot be run again: it fails anew with each period. */
  private void giveUp(CheckRun hanging, long now) {
    long elapsed = hanging.elapsedNanos(now);
    hanging.giveUp();
    record(noAnswer(elapsed), elapsed, now);
    due = now + period;
  }

  private void record(Result result, long tookNanos, long now) {
    streak = streak.after(result, tookNanos, now, spec.schedule());
  }

  /** A start-up check that has passed is not run again. */
  private boolean isSettled() {
    return kind() == CheckKind.STARTUP && status() == Status.UP;
  }

  private Result noAnswer(long nanos) {
    String limit = DurationText.exact(spec.schedule().timeout());
    return Result.failed(
        "no answer for "
            + DurationText.exact(Duration.ofMillis(nanos / 1_000_000))
            + " (timeout: "
            + limit
            + ")");
  }
}
