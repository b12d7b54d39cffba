package io.lameduck;

import java.time.Duration;

/**
 * A piece of work as it stood when somebody looked: in progress output, and in the report when the
 * deadline cut it off.
 *
 * @param description what it is: {@code POST /orders}, {@code message 42}
 * @param age how long it had been in flight
 */
public record WorkInFlight(String description, Duration age) {
  /** {@code POST /orders 12.3s}. */
  @Override
  public String toString() {
    return description + " " + Seconds.of(age);
  }
}
