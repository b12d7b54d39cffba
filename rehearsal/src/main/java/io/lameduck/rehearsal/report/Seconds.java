package io.lameduck.rehearsal.report;

import java.time.Duration;
import java.util.Locale;

/** Durations for people: {@code 1.5 s}, and {@code 3.0 ms} where tenths of a second say nothing. */
final class Seconds {
  private Seconds() {}

  static String of(Duration duration) {
    return String.format(Locale.ROOT, "%,.1f s", duration.toMillis() / 1000.0);
  }

  static String precisely(Duration duration) {
    return duration.compareTo(Duration.ofSeconds(1)) < 0
        ? String.format(Locale.ROOT, "%,.1f ms", duration.toNanos() / 1e6)
        : of(duration);
  }

  static double number(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
