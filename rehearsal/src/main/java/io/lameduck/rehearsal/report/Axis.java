package io.lameduck.rehearsal.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Where a moment of the rehearsal is on the picture, and which moments are written on it. What
 * happened before or after is at its edges.
 */
record Axis(Duration from, Duration to, double left, double width) {
  private static final int MAX_TICKS = 15;
  private static final List<Duration> STEPS =
      LongStream.of(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
          .mapToObj(Duration::ofSeconds)
          .toList();

  double x(Duration at) {
    double share = (double) at.minus(from).toNanos() / Math.max(1, length().toNanos());
    return left + width * Math.max(0, Math.min(1, share));
  }

  double right() {
    return left + width;
  }

  private Duration length() {
    return to.minus(from);
  }

  /** The moments at which there is a line. */
  List<Duration> ticks() {
    Duration step = step();
    long first = from.plus(step).minusNanos(1).dividedBy(step);
    return LongStream.rangeClosed(first, to.dividedBy(step)).mapToObj(step::multipliedBy).toList();
  }

  private Duration step() {
    return STEPS.stream()
        .filter(step -> length().dividedBy(step) <= MAX_TICKS)
        .findFirst()
        .orElse(STEPS.get(STEPS.size() - 1));
  }

  static String label(Duration at) {
    long seconds = at.toSeconds();
    return seconds < 120
        ? seconds + " s"
        : String.format(Locale.ROOT, "%,d:%02d", seconds / 60, seconds % 60);
  }
}
