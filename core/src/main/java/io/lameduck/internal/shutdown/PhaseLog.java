package io.lameduck.internal.shutdown;

import io.lameduck.EndReason;
import io.lameduck.Phase;
import io.lameduck.PhaseReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The phases of a shutdown as they end: one begins when the one before it ends. Written by the
 * shutdown, and read by whoever has to end it in the middle of one.
 */
final class PhaseLog {
  private static final List<Phase> PHASES = List.of(Phase.LAME_DUCK, Phase.DRAINING, Phase.CLOSING);

  private final List<PhaseReport> ended = new ArrayList<>();
  private long since;

  PhaseLog(long start) {
    this.since = start;
  }

  synchronized PhaseReport end(EndReason reason, long now) {
    PhaseReport report = runningAs(reason, now);
    ended.add(report);
    since = now;
    return report;
  }

  synchronized List<PhaseReport> reports() {
    return List.copyOf(ended);
  }

  /** As if the running phase ended now. */
  synchronized List<PhaseReport> cutShort(EndReason reason, long now) {
    List<PhaseReport> all = new ArrayList<>(ended);
    if (isRunning()) {
      all.add(runningAs(reason, now));
    }
    return all;
  }

  /** {@code lame-duck 5.0s (quiet), draining}: those that have ended, and the one that has not. */
  synchronized String soFar() {
    Stream<String> unended = isRunning() ? Stream.of(running().word()) : Stream.empty();
    return Stream.concat(ended.stream().map(PhaseReport::toString), unended)
        .collect(Collectors.joining(", "));
  }

  private boolean isRunning() {
    return ended.size() < PHASES.size();
  }

  private Phase running() {
    return PHASES.get(ended.size());
  }

  private PhaseReport runningAs(EndReason reason, long now) {
    return new PhaseReport(running(), Duration.ofNanos(now - since), reason);
  }
}
