package io.lameduck.rehearsal.report;

import java.util.Locale;

/** Counts for people: {@code 12,345}. */
final class Numbers {
  private Numbers() {}

  static String of(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
