package io.lameduck.rehearsal.clients;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the log of clients, as another process reads it.
 *
 * @param at when it was written, by the clock of the clients
 */
public record LogLine(Instant at, String text) {
  static final String WAITING = "waiting for an answer to ";
  private static final Pattern LINE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z) (.*)", Pattern.DOTALL);
  private static final Pattern SCORE = Pattern.compile("(\\d+) requests, (\\d+) failed.*");

  /** Empty if the line does not begin with a time. */
  public static Optional<LogLine> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        ? Optional.of(new LogLine(Instant.parse(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** Why the clients have not begun yet; empty if the line tells something else. */
  public Optional<String> waiting() {
    return text.startsWith(WAITING)
        ? Optional.of(text.substring(WAITING.length()))
        : Optional.empty();
  }

  /** How many requests there were; empty if the line tells something else. */
  public OptionalLong requests() {
    return number(1);
  }

  /** How many requests have failed; empty if the line tells something else. */
  public OptionalLong failed() {
    return number(2);
  }

  private OptionalLong number(int group) {
    return SCORE
        .matcher(text)
        .results()
        .map((MatchResult score) -> score.group(group))
        .mapToLong(Long::parseLong)
        .findFirst();
  }
}
