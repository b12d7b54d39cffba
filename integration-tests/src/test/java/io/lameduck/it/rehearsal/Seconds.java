package io.lameduck.it.rehearsal;

import java.time.Duration;
import java.util.Locale;

/** Durations for people: {@code 1.5s}. */
final class Seconds {
  private Seconds() {}

  static String of(Duration duration) {
    return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
  }
}
