package io.lameduck;

import io.lameduck.internal.text.DurationText;
import io.lameduck.probe.ProbeDetails;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * How the text of a setting becomes a value, and a value its text. No format takes an empty text,
 * except the one whose value may be empty. All of them are made at the start of each service: so
 * they are classes rather than lambdas, and regular expressions wait for a text to be read.
 */
abstract class SettingFormat<T> {
  static final SettingFormat<Duration> DURATION = new DurationFormat();
  static final SettingFormat<Double> PROBABILITY = new Probability();
  static final SettingFormat<Integer> PORT = new Port();
  static final SettingFormat<String> PATH = new PathFormat("a path such as /a or /a/b", false);
  static final SettingFormat<String> PREFIX =
      new PathFormat("a path such as /a or /a/b, or nothing", true);
  static final SettingFormat<String> TARGETS = new Targets();
  static final SettingFormat<Path> FILE = new FileName();
  static final SettingFormat<String> TOKEN = new Token();
  static final SettingFormat<ReadinessOnShutdown> READINESS = new Readiness();
  static final SettingFormat<ProbeDetails> DETAILS = new Choice<>(ProbeDetails.class);
  static final SettingFormat<Behind> BEHIND = new Choice<>(Behind.class);
  static final SettingFormat<StopSignal> STOP_SIGNAL = new Signal();
  static final SettingFormat<ExitCodes> EXIT_CODES = new Choice<>(ExitCodes.class);

  /** What a path name may have on Linux, and more than any other value needs. */
  private static final int MAX_LENGTH = 4096;

  private final Class<T> type;
  private final String kind;
  private final String expected;

  private SettingFormat(Class<T> type, String kind, String expected) {
    this.type = type;
    this.kind = kind;
    this.expected = expected;
  }

  Class<T> type() {
    return type;
  }

  /** The kind of value, as the table of settings names it. */
  String kind() {
    return kind;
  }

  /** What a right value looks like, as an error message says it. */
  String expected() {
    return expected;
  }

  final T parse(String text) throws BadValueException {
    requireLength(text, MAX_LENGTH);
    return read(text);
  }

  abstract T read(String text) throws BadValueException;

  /** The text that is read as a value; any text of a value that is not allowed. */
  String show(T value) {
    return String.valueOf(value);
  }

  private static final class DurationFormat extends SettingFormat<Duration> {
    DurationFormat() {
      super(Duration.class, "duration", "a duration such as 500ms, 5s or 1m30s");
    }

    @Override
    Duration read(String text) throws BadValueException {
      return DurationParser.parse(text);
    }

    @Override
    String show(Duration value) {
      return DurationText.exact(value);
    }
  }

  private static final class Probability extends SettingFormat<Double> {
    Probability() {
      super(Double.class, "probability", "a number above 0 and up to 0.5, such as 0.001");
    }

    @Override
    Double read(String text) throws BadValueException {
      double risk = number(text).doubleValue();
      require(risk > 0 && risk <= 0.5);
      return risk;
    }

    /** Without an exponent, as people write it; from 0.001 on there is none. */
    @Override
    String show(Double value) {
      return Double.isFinite(value) && value < 0.001
          ? BigDecimal.valueOf(value).toPlainString()
          : String.valueOf(value);
    }

    private static BigDecimal number(String text) throws BadValueException {
      try {
        return new BigDecimal(text);
      } catch (NumberFormatException e) {
        throw new BadValueException();
      }
    }
  }

  private static final class Port extends SettingFormat<Integer> {
    Port() {
      super(Integer.class, "port", "a port from 1 to 65535");
    }

    @Override
    Integer read(String text) throws BadValueException {
      require(text.matches("\\d{1,5}"));
      int port = Integer.parseInt(text);
      require(port >= 1 && port <= 65535);
      return port;
    }
  }

  /** Nothing that two clients might write in two ways: paths are compared as they come. */
  private static final class PathFormat extends SettingFormat<String> {
    private static final int MAX_PATH_LENGTH = 255;
    private static final String OTHER_CHARACTERS = "-._~!$&'()*+,;=:@/";

    private final boolean mayBeEmpty;

    PathFormat(String expected, boolean mayBeEmpty) {
      super(String.class, "path", expected);
      this.mayBeEmpty = mayBeEmpty;
    }

    @Override
    String read(String text) throws BadValueException {
      requireLength(text, MAX_PATH_LENGTH);
      require(text.isEmpty() ? mayBeEmpty : isPath(text));
      return text;
    }

    private static boolean isPath(String text) {
      return text.startsWith("/")
          && !text.endsWith("/")
          && !text.contains("//")
          && text.chars().allMatch(PathFormat::isAllowed);
    }

    private static boolean isAllowed(int letter) {
      return (letter < 128 && Character.isLetterOrDigit(letter))
          || OTHER_CHARACTERS.indexOf(letter) >= 0;
    }
  }

  /** What a GET may ask for, several of them; a query is part of it. */
  private static final class Targets extends SettingFormat<String> {
    Targets() {
      super(String.class, "paths", "paths with a blank between them, such as /a /b?c=1");
    }

    @Override
    String read(String text) throws BadValueException {
      String[] targets = text.strip().split("\\s+");
      for (String target : targets) {
        require(LoopbackGet.isTarget(target));
      }
      return String.join(" ", targets);
    }
  }

  private static final class FileName extends SettingFormat<Path> {
    FileName() {
      super(Path.class, "file", "the name of a file");
    }

    @Override
    Path read(String text) throws BadValueException {
      require(!text.isEmpty());
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new BadValueException();
      }
    }
  }

  private static final class Token extends SettingFormat<String> {
    Token() {
      super(String.class, "text", "visible ASCII characters");
    }

    @Override
    String read(String text) throws BadValueException {
      require(!text.isEmpty() && text.chars().allMatch(letter -> letter >= ' ' && letter <= '~'));
      return text;
    }
  }

  private static final class Readiness extends SettingFormat<ReadinessOnShutdown> {
    Readiness() {
      super(
          ReadinessOnShutdown.class,
          "fail, keep or duration",
          "fail, keep or a duration such as 10s");
    }

    @Override
    ReadinessOnShutdown read(String text) throws BadValueException {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "fail" -> ReadinessOnShutdown.FAIL;
        case "keep" -> ReadinessOnShutdown.KEEP;
        default -> ReadinessOnShutdown.failAfter(DurationParser.parse(text));
      };
    }

    @Override
    String show(ReadinessOnShutdown value) {
      if (value.limit().isEmpty()) {
        return "keep";
      }
      Duration limit = value.limit().get();
      return limit.isZero() ? "fail" : DurationText.exact(limit);
    }
  }

  /** With or without {@code SIG}, as Kubernetes and Docker write it, or {@code kill}. */
  private static final class Signal extends SettingFormat<StopSignal> {
    Signal() {
      super(StopSignal.class, "SIGTERM, SIGHUP or SIGUSR1", "SIGTERM, SIGHUP or SIGUSR1");
    }

    @Override
    StopSignal read(String text) throws BadValueException {
      String upper = text.toUpperCase(Locale.ROOT);
      String name = upper.startsWith("SIG") ? upper : "SIG" + upper;
      for (StopSignal signal : StopSignal.values()) {
        if (signal.name().equals(name)) {
          return signal;
        }
      }
      throw new BadValueException(advice(name));
    }

    private static String advice(String name) {
      return why(name)
          + "let SIGTERM be sent instead: STOPSIGNAL of the image, or lifecycle.stopSignal of the"
          + " container";
    }

    private static String why(String name) {
      return switch (name) {
        case "SIGQUIT" -> "a JVM prints its threads on SIGQUIT and goes on; ";
        case "SIGINT" -> "SIGINT is a person's Ctrl+C and does not wait for clients; ";
        case "SIGUSR2" -> "the JVM suspends its threads by SIGUSR2; ";
        case "SIGKILL", "SIGSTOP" -> "no process can hear it; ";
        default -> "";
      };
    }
  }

  /** One of a few words, in upper or lower case. */
  private static final class Choice<E extends Enum<E>> extends SettingFormat<E> {
    Choice(Class<E> type) {
      super(type, words(type), words(type));
    }

    @Override
    E read(String text) throws BadValueException {
      for (E value : type().getEnumConstants()) {
        if (value.name().equalsIgnoreCase(text)) {
          return value;
        }
      }
      throw new BadValueException();
    }

    @Override
    String show(E value) {
      return value.name().toLowerCase(Locale.ROOT);
    }

    /** All of them: {@code none, names or full}. */
    private static String words(Class<? extends Enum<?>> type) {
      StringBuilder words = new StringBuilder();
      Enum<?>[] values = type.getEnumConstants();
      for (int i = 0; i < values.length; i++) {
        words.append(i == 0 ? "" : i == values.length - 1 ? " or " : ", ");
        words.append(values[i].name().toLowerCase(Locale.ROOT));
      }
      return words.toString();
    }
  }

  private static void requireLength(String text, int max) throws BadValueException {
    if (text.length() > max) {
      throw new BadValueException("it has " + text.length() + " characters, the most are " + max);
    }
  }

  private static void require(boolean right) throws BadValueException {
    if (!right) {
      throw new BadValueException();
    }
  }
}
