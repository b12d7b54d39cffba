package io.lameduck;

import io.lameduck.internal.text.DurationText;
import java.time.Duration;
import java.util.Objects;

/**
 * A piece of work as it stood when somebody looked: in progress output, and in the report when the
 * deadline cut it off.
 *
 * @param description what it is: {@code POST /orders}, {@code message 42}
 * @param age how long it had been in flight
 * @since 0.1.0
 */
public record WorkInFlight(String description, Duration age) {
  /** Refuses null. */
  public WorkInFlight {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(age, "age");
  }

  /** {@code POST /orders 12.3s}. */
  @Override
  public String toString() {
    return description + " " + DurationText.seconds(age);
  }
}
