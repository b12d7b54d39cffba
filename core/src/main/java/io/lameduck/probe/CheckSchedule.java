package io.lameduck.probe;

import io.lameduck.internal.text.DurationText;
import java.time.Duration;
import java.util.Objects;

/**
 * How often a check runs, how long it may take, and how many results in a row change its status.
 *
 * <pre>{@code
 * var patient = CheckSchedule.defaults().withTimeout(Duration.ofSeconds(10));
 * builder.check(CheckKind.READINESS, "search", () -> search.answers(), patient);
 * }</pre>
 *
 * @param period from the end of one run to the start of the next; above 0, at most a day
 * @param timeout a run that takes this long has failed; above 0, at most a day
 * @param failureThreshold bad results in a row that make it {@link Status#DOWN}; at least 1
 * @param successThreshold good results in a row that make it {@link Status#UP}; at least 1
 * @since 0.1.0
 */
public record CheckSchedule(
    Duration period, Duration timeout, int failureThreshold, int successThreshold) {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final CheckSchedule DEFAULTS =
      new CheckSchedule(Duration.ofSeconds(5), Duration.ofSeconds(2), 1, 1);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the value that is out of range, and the range
   */
  public CheckSchedule {
    requireInRange("period", period);
    requireInRange("timeout", timeout);
    requirePositive("failureThreshold", failureThreshold);
    requirePositive("successThreshold", successThreshold);
  }

  /** Every 5 s, failing after 2 s, believing the first result. */
  public static CheckSchedule defaults() {
    return DEFAULTS;
  }

  /** The same with another period. */
  public CheckSchedule withPeriod(Duration period) {
    return new CheckSchedule(period, timeout, failureThreshold, successThreshold);
  }

  /** The same with another timeout. */
  public CheckSchedule withTimeout(Duration timeout) {
    return new CheckSchedule(period, timeout, failureThreshold, successThreshold);
  }

  /** The same with another number of bad results in a row. */
  public CheckSchedule withFailureThreshold(int failureThreshold) {
    return new CheckSchedule(period, timeout, failureThreshold, successThreshold);
  }

  /** The same with another number of good results in a row. */
  public CheckSchedule withSuccessThreshold(int successThreshold) {
    return new CheckSchedule(period, timeout, failureThreshold, successThreshold);
  }

  private static void requireInRange(String name, Duration value) {
    Objects.requireNonNull(value, name);
    if (value.isNegative() || value.isZero()) {
      throw refused(name, DurationText.exact(value), "> 0s");
    }
    if (value.compareTo(LONGEST) > 0) {
      throw refused(name, DurationText.exact(value), "<= " + DurationText.exact(LONGEST));
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw refused(name, Integer.toString(value), ">= 1");
    }
  }

  private static IllegalArgumentException refused(String name, String value, String expected) {
    return new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
  }
}
