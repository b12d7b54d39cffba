package io.lameduck;

import java.time.Duration;

/**
 * One phase of a shutdown, looked back upon.
 *
 * @param phase which
 * @param duration how long it took
 * @param end why it ended
 */
public record PhaseReport(Phase phase, Duration duration, EndReason end) {
  /** {@code lame duck 5.0s (quiet)}. */
  @Override
  public String toString() {
    return phase.word() + " " + Seconds.of(duration) + " (" + end.word() + ")";
  }
}
