package io.lameduck;

import io.lameduck.internal.text.DurationText;
import java.time.Duration;
import java.util.Objects;

/**
 * One phase of a shutdown, looked back upon.
 *
 * @param phase which
 * @param duration how long it took
 * @param end why it ended
 * @since 0.1.0
 */
public record PhaseReport(Phase phase, Duration duration, EndReason end) {
  /** Refuses null. */
  public PhaseReport {
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(end, "end");
  }

  /** {@code lame-duck 5.0s (quiet)}. */
  @Override
  public String toString() {
    return phase.word() + " " + DurationText.seconds(duration) + " (" + end.word() + ")";
  }
}
