package io.lameduck;

import io.lameduck.internal.text.DurationText;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How closing one resource went.
 *
 * @param name as it was given to {@code closeLast}
 * @param duration how long it took, or had taken when it was abandoned
 * @param failure what was wrong: the exception it threw, or that it never returned; empty when it
 *     closed
 * @since 0.1.0
 */
public record CloseReport(String name, Duration duration, Optional<String> failure) {
  /** Refuses null. */
  public CloseReport {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(failure, "failure");
  }

  /** {@code pool 0.2s}, or {@code pool 3.0s: did not return}. */
  @Override
  public String toString() {
    return name
        + " "
        + DurationText.seconds(duration)
        + failure.map(text -> ": " + text).orElse("");
  }
}
