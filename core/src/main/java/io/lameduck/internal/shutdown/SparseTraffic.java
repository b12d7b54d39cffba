package io.lameduck.internal.shutdown;

import io.lameduck.internal.config.Settings;
import io.lameduck.internal.work.Arrivals;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Clients that come so seldom that a quiet period among them is no evidence of their end. */
final class SparseTraffic {
  /** With so many connections expected, it is silent by chance in one case of twenty: exp(-3). */
  private static final double ENOUGH = 3;

  private static final double MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private SparseTraffic() {}

  /** What is to be said of it when the shutdown has begun, if the traffic was known and sparse. */
  static Optional<String> line(Settings settings, Arrivals arrivals) {
    return isIn(settings, arrivals)
        ? Optional.of(
            "too few clients for a quiet period to prove anything, the propagation delay alone is"
                + " relied on: "
                + Math.round(arrivals.usualPerMinute().orElseThrow())
                + " new connections a minute")
        : Optional.empty();
  }

  /** Whether the traffic before the shutdown was known and sparse, and is waited for. */
  static boolean isIn(Settings settings, Arrivals arrivals) {
    OptionalDouble perMinute = arrivals.usualPerMinute();
    Duration quiet = settings.quietPeriod();
    if (perMinute.isEmpty() || quiet.isZero() || settings.propagationMax().isZero()) {
      return false;
    }
    return perMinute.getAsDouble() * quiet.toNanos() / MINUTE_NANOS < ENOUGH;
  }
}
