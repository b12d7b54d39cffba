package io.lameduck.it.hostile;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A termination message as a person reads it.
 *
 * @param took how long the shutdown took by its own account; empty if it does not say
 * @param cut how many pieces of work were cut; empty if it does not say
 * @param exitCode empty if it does not say
 */
record FinalMessage(String text, Optional<Duration> took, OptionalInt cut, OptionalInt exitCode) {
  private static final Pattern TOOK = Pattern.compile(" in (\\d+\\.\\d)s: ");
  private static final Pattern CUT = Pattern.compile(", cut (\\d+)");
  private static final Pattern EXIT = Pattern.compile("; exit (\\d+)$");

  static FinalMessage of(String text) {
    return new FinalMessage(text, took(text), number(CUT, text), number(EXIT, text));
  }

  private static Optional<Duration> took(String text) {
    Matcher matcher = TOOK.matcher(text);
    return matcher.find()
        ? Optional.of(Duration.ofMillis(Math.round(1000 * Double.parseDouble(matcher.group(1)))))
        : Optional.empty();
  }

  /** Whether it is more than the word that is left behind in case of a SIGKILL. */
  boolean isFinal() {
    return !text.isBlank() && !text.contains("not finished");
  }

  private static OptionalInt number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
