package io.lameduck.rehearsal.model;

import java.time.Duration;

/** A pause: the {@code sleep} of a preStop hook, since Kubernetes 1.30 without a shell. */
public record Sleep(Duration duration) implements Handler {
  public Sleep {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("sleep: " + duration + " (expected: >= 0)");
    }
  }

  @Override
  public String toString() {
    return "sleep " + duration.toMillis() / 1000.0 + " s";
  }
}
