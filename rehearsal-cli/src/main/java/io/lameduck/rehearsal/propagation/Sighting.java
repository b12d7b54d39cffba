package io.lameduck.rehearsal.propagation;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the answer of a {@link TargetPod} says.
 *
 * @param pod its name
 * @param late how long ago it got SIGTERM; empty before
 */
record Sighting(String pod, Optional<Duration> late) {
  private static final Pattern TEXT = Pattern.compile("(\\S+) (\\d+|-)\\s*");

  /**
   * Reads the body of an answer.
   *
   * @throws IllegalArgumentException if it is not that of a target
   */
  static Sighting parse(String body) {
    Matcher matcher = TEXT.matcher(body);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "answer: " + body + " (expected: that of a pod that measures, such as orders-1 250)");
    }
    return new Sighting(matcher.group(1), late(matcher.group(2)));
  }

  private static Optional<Duration> late(String text) {
    return text.equals("-")
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Long.parseLong(text)));
  }

  /** The body of an answer: the name, and the milliseconds since SIGTERM. */
  @Override
  public String toString() {
    return pod + " " + late.map(Duration::toMillis).map(String::valueOf).orElse("-");
  }
}
