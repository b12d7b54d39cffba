package io.lameduck.internal.shutdown;

import io.lameduck.EndReason;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.Optional;

/** Waits, and says once a second what for. */
final class Waiting {
  private static final Duration PROGRESS = Duration.ofSeconds(1);

  private final Time time;
  private final LogWriter logWriter;
  private final Bell bell;

  /**
   * @param bell rung when something may have happened that ends a wait
   */
  Waiting(Time time, LogWriter logWriter, Bell bell) {
    this.time = time;
    this.logWriter = logWriter;
    this.bell = bell;
  }

  /**
   * Waits until it is over.
   *
   * @param everySecond done before each line that says what is waited for
   */
  EndReason until(Wait wait, Runnable everySecond) {
    long nextProgress = time.nanos() + PROGRESS.toNanos();
    while (true) {
      long now = time.nanos();
      Optional<EndReason> end = wait.ended(now);
      if (end.isPresent()) {
        return end.get();
      }
      if (now >= nextProgress) {
        tell(wait, everySecond, now);
        nextProgress += PROGRESS.toNanos();
      }
      pause(Math.min(wait.lookAgainAt(now), nextProgress));
    }
  }

  /** What cannot be told for want of memory is no reason to stop waiting. */
  private void tell(Wait wait, Runnable everySecond, long now) {
    try {
      everySecond.run();
      logWriter.info(wait.progress(now));
    } catch (OutOfMemoryError e) {
      logWriter.warn("progress not shown: no memory");
    }
  }

  private void pause(long until) {
    try {
      time.await(bell, until);
    } catch (InterruptedException e) {
      // The shutdown's thread is its own: nobody may hurry it but the deadline, which it looks at.
      logWriter.warn("interrupt ignored; shutdown continues");
    }
  }
}
