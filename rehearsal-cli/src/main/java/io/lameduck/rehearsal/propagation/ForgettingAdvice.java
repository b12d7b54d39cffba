package io.lameduck.rehearsal.propagation;

import java.time.Duration;

/** What a time that was measured means for the settings of a service. */
final class ForgettingAdvice {
  /** The default of {@code LAMEDUCK_PROPAGATION_DELAY} in a cluster. */
  private static final Duration DEFAULT_DELAY = Duration.ofSeconds(5);

  /** What the default grace period, 30 s, leaves beside the default delay. */
  private static final Duration BESIDE_THE_DELAY = Duration.ofSeconds(25);

  /** A cluster that is busier than now takes longer. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private ForgettingAdvice() {}

  /**
   * A sentence, or the settings to copy.
   *
   * @param linger how long a pod was there to be asked
   */
  static String of(ForgettingTime time, Duration linger) {
    if (time.failed() > 0) {
      return String.format(
          "%,d connections failed: some came more than %s after SIGTERM, or did not get through;"
              + " a longer --linger tells which",
          time.failed(), PropagationReport.seconds(linger));
    }
    Duration delay = Duration.ofSeconds(time.max().plus(MARGIN).plusMillis(999).toSeconds());
    return delay.compareTo(DEFAULT_DELAY) <= 0
        ? "the default delay of " + DEFAULT_DELAY.toSeconds() + " s is enough"
        : settings(delay, delay.plus(BESIDE_THE_DELAY));
  }

  private static String settings(Duration delay, Duration grace) {
    return String.format(
        "LAMEDUCK_PROPAGATION_DELAY=%ds LAMEDUCK_GRACE_PERIOD=%ds, and"
            + " terminationGracePeriodSeconds: %d",
        delay.toSeconds(), grace.toSeconds(), grace.toSeconds());
  }
}
