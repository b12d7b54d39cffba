package io.lameduck;

import java.time.Duration;

/**
 * Durations as an operator reads them: {@code 12.3s}. By hand: a {@link java.util.Formatter} loads
 * the locales, which the exit would wait for.
 */
final class Seconds {
  private Seconds() {}

  static String of(Duration duration) {
    long tenths = Math.round(duration.toMillis() / 100.0);
    long size = Math.abs(tenths);
    return (tenths < 0 ? "-" : "") + size / 10 + "." + size % 10 + "s";
  }

  static String ofNanos(long nanos) {
    return of(Duration.ofNanos(nanos));
  }
}
