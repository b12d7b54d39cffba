package io.lameduck;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How long {@code /ready} keeps answering 200 once the shutdown has begun. Failing at once is right
 * for balancers that probe pods themselves; staying ready lets a Service whose last endpoints are
 * all terminating fall back to this one. Immutable.
 *
 * @param limit the time after which readiness fails; empty when it never does
 */
public record ReadinessOnShutdown(Optional<Duration> limit) {
  /** Readiness fails with the first moment of the shutdown. */
  public static final ReadinessOnShutdown FAIL = failAfter(Duration.ZERO);

  /** The shutdown leaves readiness alone. */
  public static final ReadinessOnShutdown KEEP = new ReadinessOnShutdown(Optional.empty());

  /** Readiness fails this long after the shutdown has begun. */
  public static ReadinessOnShutdown failAfter(Duration limit) {
    return new ReadinessOnShutdown(Optional.of(limit));
  }

  /** Whether a shutdown that began so long ago still leaves readiness alone. */
  public boolean staysReady(Duration sinceShutdown) {
    return limit.map(end -> sinceShutdown.compareTo(end) < 0).orElse(true);
  }

  static ReadinessOnShutdown parse(String text) throws BadValueException {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "fail" -> FAIL;
      case "keep" -> KEEP;
      default -> failAfter(DurationText.parse(text));
    };
  }
}
