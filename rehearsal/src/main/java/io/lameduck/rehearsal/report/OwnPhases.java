package io.lameduck.rehearsal.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The phases of a shutdown as a service that uses Lameduck tells of them in its termination
 * message: {@code lame-duck 5.0s (quiet), draining 1.0s (drained), closing 0.0s (closed)}.
 */
final class OwnPhases {
  /** One of them, and why it ended. */
  record Phase(String name, Duration duration, String end) {}

  private static final Pattern PHASE =
      Pattern.compile("(lame-duck|draining|closing) (\\d+)\\.(\\d)s \\(([a-z-]+)\\)");

  private OwnPhases() {}

  /** In order; empty if the message is somebody else's. */
  static List<Phase> in(String message) {
    return PHASE.matcher(message).results().map(OwnPhases::phase).toList();
  }

  /** How long the lame duck was. */
  static Optional<Duration> lameDuckIn(String message) {
    return in(message).stream()
        .filter(phase -> phase.name().equals("lame-duck"))
        .map(Phase::duration)
        .findFirst();
  }

  private static Phase phase(MatchResult found) {
    long tenths = Long.parseLong(found.group(2) + found.group(3));
    return new Phase(found.group(1), Duration.ofMillis(100 * tenths), found.group(4));
  }
}
