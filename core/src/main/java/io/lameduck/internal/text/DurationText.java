package io.lameduck.internal.text;

import java.time.Duration;

/**
 * Durations as people read them. By hand: a {@link java.util.Formatter} loads the locales, which
 * the start and the exit would wait for.
 */
public final class DurationText {
  /** Of a duration shown in hours: a longer one has more digits than a person reads. */
  private static final long MAX_DAYS = 36_500;

  private DurationText() {}

  /** Exactly, and as short as it can be: {@code 1m30s}, {@code 500ms}; else in ISO-8601. */
  public static String exact(Duration duration) {
    boolean beyondReason = duration.toDays() > MAX_DAYS;
    if (duration.isNegative() || beyondReason || duration.toNanosPart() % 1_000_000 != 0) {
      return duration.toString();
    }
    String text =
        part(duration.toHours(), "h")
            + part(duration.toMinutesPart(), "m")
            + part(duration.toSecondsPart(), "s")
            + part(duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text;
  }

  /** What was measured, to a tenth of a second: {@code 12.3s}. */
  public static String seconds(Duration duration) {
    long tenths = Math.round(duration.toMillis() / 100.0);
    long size = Math.abs(tenths);
    return (tenths < 0 ? "-" : "") + size / 10 + "." + size % 10 + "s";
  }

  /** What was measured in nanoseconds, to a tenth of a second. */
  public static String seconds(long nanos) {
    return seconds(Duration.ofNanos(nanos));
  }

  /** What was measured, to a tenth of a millisecond: {@code 41.2ms}. */
  public static String millis(long nanos) {
    long tenths = Math.round(nanos / 100_000.0);
    return tenths / 10 + "." + tenths % 10 + "ms";
  }

  private static String part(long amount, String unit) {
    return amount == 0 ? "" : amount + unit;
  }
}
