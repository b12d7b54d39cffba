package io.lameduck.it.rehearsal;

import java.time.Duration;

/** How a pod ended, and what it left in its termination message. */
public record PodEnd(String pod, int exitCode, Duration afterSignal, String message) {
  @Override
  public String toString() {
    return pod + ": exit code " + exitCode + ", " + Seconds.of(afterSignal) + " after the signal";
  }
}
