package io.lameduck.rehearsal.file;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 1.5s}, {@code 2m}. */
public final class Durations {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m)");

  private Durations() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Duration parse(String text) {
    Matcher matcher = DURATION.matcher(text.trim());
    if (!matcher.matches()) {
      throw none(text);
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    try {
      return Duration.ofMillis(number.multiply(millisPer(matcher.group(2))).longValueExact());
    } catch (ArithmeticException e) {
      throw (IllegalArgumentException) none(text).initCause(e);
    }
  }

  private static IllegalArgumentException none(String text) {
    return new IllegalArgumentException(text + " (expected: a duration such as 500ms, 1.5s or 2m)");
  }

  private static BigDecimal millisPer(String unit) {
    return switch (unit) {
      case "ms" -> BigDecimal.ONE;
      case "s" -> BigDecimal.valueOf(1000);
      default -> BigDecimal.valueOf(60_000);
    };
  }
}
