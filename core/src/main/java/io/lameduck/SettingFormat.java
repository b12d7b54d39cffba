package io.lameduck;

import io.lameduck.probe.ProbeDetails;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the text of a setting becomes a value. No format takes an empty text, except the one whose
 * value may be empty.
 *
 * @param type the kind of value, as the table of settings names it
 * @param expected what a right value looks like, as an error message says it
 */
record SettingFormat<T>(String type, String expected, Parser<T> parser) {
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text) throws BadValueException;
  }

  // Nothing that two clients might write in two ways: paths are compared as they come.
  private static final Pattern SEGMENTS = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@-]+)+");
  private static final Pattern VISIBLE = Pattern.compile("[ -~]+");

  static final SettingFormat<Duration> DURATION =
      new SettingFormat<>("duration", "a duration such as 500ms, 5s or 1m30s", DurationText::parse);
  static final SettingFormat<Double> PROBABILITY =
      new SettingFormat<>(
          "probability", "a number above 0 and up to 0.5, such as 0.001", SettingFormat::risk);
  static final SettingFormat<Integer> PORT =
      new SettingFormat<>("port", "a port from 1 to 65535", SettingFormat::port);
  static final SettingFormat<String> PATH =
      new SettingFormat<>("path", "a path such as /a or /a/b", SettingFormat::path);
  static final SettingFormat<String> PREFIX =
      new SettingFormat<>("path", "a path such as /a or /a/b, or nothing", SettingFormat::prefix);
  static final SettingFormat<Path> FILE =
      new SettingFormat<>("file", "the name of a file", SettingFormat::file);
  static final SettingFormat<String> TOKEN =
      new SettingFormat<>("text", "visible ASCII characters", SettingFormat::token);
  static final SettingFormat<ReadinessOnShutdown> READINESS =
      new SettingFormat<>(
          "fail, keep or duration",
          "fail, keep or a duration such as 10s",
          ReadinessOnShutdown::parse);
  static final SettingFormat<ProbeDetails> DETAILS = choice(ProbeDetails.values());
  static final SettingFormat<ExitCodes> EXIT_CODES = choice(ExitCodes.values());

  T parse(String text) throws BadValueException {
    return parser.parse(text);
  }

  private static double risk(String text) throws BadValueException {
    double risk = number(text).doubleValue();
    require(risk > 0 && risk <= 0.5);
    return risk;
  }

  private static BigDecimal number(String text) throws BadValueException {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new BadValueException();
    }
  }

  private static int port(String text) throws BadValueException {
    if (text.contains("://")) {
      throw new BadValueException(ServiceLinks.COLLISION);
    }
    require(text.matches("\\d{1,5}"));
    int port = Integer.parseInt(text);
    require(port >= 1 && port <= 65535);
    return port;
  }

  private static String path(String text) throws BadValueException {
    require(SEGMENTS.matcher(text).matches());
    return text;
  }

  private static String prefix(String text) throws BadValueException {
    return text.isEmpty() ? text : path(text);
  }

  private static Path file(String text) throws BadValueException {
    require(!text.isEmpty());
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadValueException();
    }
  }

  private static String token(String text) throws BadValueException {
    require(VISIBLE.matcher(text).matches());
    return text;
  }

  private static <E extends Enum<E>> SettingFormat<E> choice(E[] values) {
    Choice<E> choice = new Choice<>(List.of(values));
    return new SettingFormat<>(choice.words(), choice.words(), choice::parse);
  }

  private static void require(boolean right) throws BadValueException {
    if (!right) {
      throw new BadValueException();
    }
  }
}
