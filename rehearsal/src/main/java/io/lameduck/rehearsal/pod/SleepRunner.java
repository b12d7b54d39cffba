package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.Sleep;
import java.time.Duration;

/** A pause: the {@code sleep} of a preStop hook. */
record SleepRunner(Sleep sleep) implements HandlerRunner {
  /** It ends early if the process does: there is nothing left to wait for. */
  @Override
  public void handle(Container container, Caller caller, Duration timeout)
      throws HandlerFailed, InterruptedException {
    boolean fits = sleep.duration().compareTo(timeout) < 0;
    if (!container.awaitExit(fits ? sleep.duration() : timeout) && !fits) {
      throw new HandlerFailed(sleep + " was longer than the grace period");
    }
  }
}
