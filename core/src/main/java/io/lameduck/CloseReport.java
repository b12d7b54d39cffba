package io.lameduck;

import java.time.Duration;
import java.util.Optional;

/**
 * How closing one resource went.
 *
 * @param name as it was given to {@code closeLast}
 * @param duration how long it took, or had taken when it was abandoned
 * @param failure what was wrong: the exception it threw, or that it never returned; empty when it
 *     closed
 */
public record CloseReport(String name, Duration duration, Optional<String> failure) {
  static final String ABANDONED = "did not return";

  /** Whether it never came to an end. */
  boolean abandoned() {
    return failure.filter(ABANDONED::equals).isPresent();
  }

  /** {@code pool 0.2s}, or {@code pool 3.0s: did not return}. */
  @Override
  public String toString() {
    return name + " " + Seconds.of(duration) + failure.map(text -> ": " + text).orElse("");
  }
}
