package io.lameduck;

import io.lameduck.time.Bell;
import io.lameduck.time.Time;
import java.time.Duration;
import java.util.Optional;

/** Waits, and says once a second what for. */
final class Waiting {
  private static final Duration PROGRESS = Duration.ofSeconds(1);

  private final Time time;
  private final Journal journal;
  private final Bell bell;

  /**
   * @param bell rung when something may have happened that ends a wait
   */
  Waiting(Time time, Journal journal, Bell bell) {
    this.time = time;
    this.journal = journal;
    this.bell = bell;
  }

  EndReason until(Wait wait) {
    long nextProgress = time.nanos() + PROGRESS.toNanos();
    while (true) {
      long now = time.nanos();
      Optional<EndReason> end = wait.ended(now);
      if (end.isPresent()) {
        return end.get();
      }
      if (now >= nextProgress) {
        journal.info(wait.progress(now));
        nextProgress += PROGRESS.toNanos();
      }
      pause(Math.min(wait.lookAgainAt(now), nextProgress));
    }
  }

  private void pause(long until) {
    try {
      time.await(bell, until);
    } catch (InterruptedException e) {
      // The shutdown's thread is its own: nobody may hurry it but the deadline, which it looks at.
      journal.warn("the shutdown was interrupted, and goes on");
    }
  }
}
