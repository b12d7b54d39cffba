package io.lameduck.rehearsal.model;

import java.time.Duration;

/**
 * A probe as a manifest describes it.
 *
 * @param successThreshold how many successes in a row it takes to pass after a failure
 * @param failureThreshold how many failures in a row it takes to fail
 */
public record ProbeSpec(
    Handler handler,
    Duration initialDelay,
    Duration period,
    Duration timeout,
    int successThreshold,
    int failureThreshold) {
  public ProbeSpec {
    check(!initialDelay.isNegative(), "initial delay", initialDelay, ">= 0");
    check(period.compareTo(Duration.ZERO) > 0, "period", period, "> 0");
    check(timeout.compareTo(Duration.ZERO) > 0, "timeout", timeout, "> 0");
    check(successThreshold > 0, "success threshold", successThreshold, "> 0");
    check(failureThreshold > 0, "failure threshold", failureThreshold, "> 0");
  }

  private static void check(boolean good, String what, Object value, String expected) {
    if (!good) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** With Kubernetes' timeout of 1 s, one success and three failures, but every second. */
  public static ProbeSpec everySecond(Handler handler) {
    Duration second = Duration.ofSeconds(1);
    return new ProbeSpec(handler, Duration.ZERO, second, second, 1, 3);
  }

  public ProbeSpec withPeriod(Duration other) {
    return new ProbeSpec(handler, initialDelay, other, timeout, successThreshold, failureThreshold);
  }

  public ProbeSpec withFailureThreshold(int failures) {
    return new ProbeSpec(handler, initialDelay, period, timeout, successThreshold, failures);
  }
}
