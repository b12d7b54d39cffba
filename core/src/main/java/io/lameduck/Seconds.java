package io.lameduck;

import java.time.Duration;
import java.util.Locale;

/** Durations as an operator reads them: {@code 12.3s}. */
final class Seconds {
  private Seconds() {}

  static String of(Duration duration) {
    return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
  }

  static String ofNanos(long nanos) {
    return of(Duration.ofNanos(nanos));
  }
}
