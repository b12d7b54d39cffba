package io.lameduck.rehearsal.pod;

import java.time.Duration;

/** A pause: the {@code sleep} of a preStop hook, since Kubernetes 1.30 without a shell. */
public record Sleep(Duration duration) implements Handler {
  public Sleep {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("sleep: " + duration + " (expected: >= 0)");
    }
  }

  /** It ends early if the process does: there is nothing left to wait for. */
  @Override
  public void handle(Container container, Caller caller, Duration timeout)
      throws HandlerFailed, InterruptedException {
    boolean fits = duration.compareTo(timeout) < 0;
    if (!container.awaitExit(fits ? duration : timeout) && !fits) {
      throw new HandlerFailed(this + " was longer than the grace period");
    }
  }

  @Override
  public String toString() {
    return "sleep " + duration.toMillis() / 1000.0 + " s";
  }
}
