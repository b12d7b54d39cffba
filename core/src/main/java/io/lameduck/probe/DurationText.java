package io.lameduck.probe;

import java.time.Duration;
import java.util.Locale;

/** A duration as people write it: {@code 1m30s}, {@code 0.25s}. */
final class DurationText {
  private DurationText() {}

  static String of(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** A measured duration, whose digits below a millisecond mean nothing to people. */
  static String measured(long nanos) {
    return of(Duration.ofMillis(Duration.ofNanos(nanos).toMillis()));
  }
}
