package io.lameduck.rehearsal.cluster;

import io.lameduck.rehearsal.model.LateConnections;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a service that uses Lameduck says of its own end, in its termination message and in the last
 * line of its log. Kubelets before 1.22 lose the message of most pods that are deleted
 * (kubernetes/kubernetes#95364).
 *
 * @param text {@code drained after SIGTERM in 6.1s: …; served 12, late 0, cut 0; exit 0}
 */
record LastWords(String text) {
  /** At the end of a line, or of a string in one that is JSON. */
  private static final Pattern SUMMARY =
      Pattern.compile("[a-z-]+ after [^:]*: .*?; served .*; exit (\\d+)(?=\"|$)");

  private static final Pattern TOOK = Pattern.compile(" after SIGTERM in (\\d+)\\.(\\d)s: ");
  private static final Pattern LATE =
      Pattern.compile(", late \\d+(?: \\(last new connection after (\\d+)\\.(\\d)s\\))?, cut \\d+");

  /** The last ones of these lines; empty if there are none. */
  static Optional<LastWords> in(List<String> lines) {
    return lines.stream()
        .flatMap(line -> SUMMARY.matcher(line).results())
        .reduce((earlier, later) -> later)
        .map(MatchResult::group)
        .map(LastWords::new);
  }

  int exitCode() {
    return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
  }

  /** The time from SIGTERM to its end; empty if something else was the cause. */
  Optional<Duration> sinceSigterm() {
    return TOOK.matcher(text).results().map(found -> seconds(found, 1)).findFirst();
  }

  /** When the last new connection came; empty if it does not tell. */
  Optional<LateConnections> lateConnections() {
    return LATE.matcher(text)
        .results()
        .map(found -> found.group(1) == null ? late(0, Duration.ZERO) : late(1, seconds(found, 1)))
        .findFirst();
  }

  private static LateConnections late(long count, Duration last) {
    return new LateConnections(count, last, last, last, last);
  }

  private static Duration seconds(MatchResult found, int group) {
    return Duration.ofMillis(100 * Long.parseLong(found.group(group) + found.group(group + 1)));
  }
}
