package io.lameduck;

import io.lameduck.internal.text.DurationText;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads durations as people write them: {@code 500ms}, {@code 5s}, {@code 1m30s}, {@code 2h}, or
 * ISO-8601.
 */
final class DurationParser {
  // A year: longer than any grace period, and far from where nanoseconds overflow a long.
  private static final Duration LONGEST = Duration.ofDays(365);

  private static final Pattern BARE_NUMBER = Pattern.compile("\\d{1,9}");

  // Fifteen digits, so that not even hours overflow the seconds of a Duration.
  private static final Pattern UNITS =
      Pattern.compile("(?=.)(?:(\\d{1,15})h)?(?:(\\d{1,15})m)?(?:(\\d{1,15})s)?(?:(\\d{1,15})ms)?");

  private DurationParser() {}

  static Duration parse(String text) throws BadValueException {
    Duration duration = text.startsWith("P") ? iso(text) : units(text);
    if (duration.isNegative()) {
      throw new BadValueException("it must not be negative");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new BadValueException("the longest is " + DurationText.exact(LONGEST));
    }
    if (duration.toNanosPart() % 1_000_000 != 0) {
      throw new BadValueException("nothing is finer than 1ms");
    }
    return duration;
  }

  private static Duration iso(String text) throws BadValueException {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadValueException();
    }
  }

  private static Duration units(String text) throws BadValueException {
    Matcher matcher = UNITS.matcher(text);
    if (!matcher.matches()) {
      throw new BadValueException(advice(text));
    }
    return Duration.ofHours(amount(matcher.group(1)))
        .plusMinutes(amount(matcher.group(2)))
        .plusSeconds(amount(matcher.group(3)))
        .plusMillis(amount(matcher.group(4)));
  }

  private static long amount(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String advice(String text) {
    if (BARE_NUMBER.matcher(text).matches()) {
      return "a number needs a unit; write " + text + "s or " + text + "ms";
    }
    if (text.startsWith("-")) {
      return "it must not be negative";
    }
    String tidy = text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    return UNITS.matcher(tidy).matches() ? "write " + tidy : "";
  }
}
