package io.lameduck;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long {@code /ready} keeps answering 200 once the shutdown has begun. Failing at once is right
 * for balancers that probe pods themselves; staying ready lets a Service whose last endpoints are
 * all terminating fall back to this one. Immutable.
 *
 * @param limit the time after which readiness fails; empty when it never does
 * @since 0.1.0
 */
public record ReadinessOnShutdown(Optional<Duration> limit) {
  /** Refuses null. */
  public ReadinessOnShutdown {
    Objects.requireNonNull(limit, "limit");
  }

  /** Readiness fails with the first moment of the shutdown. */
  public static final ReadinessOnShutdown FAIL = failAfter(Duration.ZERO);

  /** The shutdown leaves readiness alone. */
  public static final ReadinessOnShutdown KEEP = new ReadinessOnShutdown(Optional.empty());

  /** Readiness fails this long after the shutdown has begun. */
  public static ReadinessOnShutdown failAfter(Duration limit) {
    Objects.requireNonNull(limit, "limit");
    return new ReadinessOnShutdown(Optional.of(limit));
  }
}
