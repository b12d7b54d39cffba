package io.lameduck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The phases of a shutdown as they begin and end. Written by the shutdown, and read by whoever has
 * to end it in the middle of one.
 */
final class PhaseLog {
  private final List<PhaseReport> ended = new ArrayList<>();
  private Phase running = Phase.LAME_DUCK;
  private long since;

  PhaseLog(long start) {
    this.since = start;
  }

  synchronized void begin(Phase phase, long now) {
    running = phase;
    since = now;
  }

  synchronized PhaseReport end(EndReason reason, long now) {
    PhaseReport report = runningAs(reason, now);
    ended.add(report);
    return report;
  }

  synchronized List<PhaseReport> reports() {
    return List.copyOf(ended);
  }

  /** As if the running phase ended now. */
  synchronized List<PhaseReport> cutShort(EndReason reason, long now) {
    List<PhaseReport> all = new ArrayList<>(ended);
    if (running()) {
      all.add(runningAs(reason, now));
    }
    return all;
  }

  /** {@code lame duck 5.0s (quiet), draining}: those that have ended, and the one that has not. */
  synchronized String soFar() {
    Stream<String> unended = Stream.of(running.word()).filter(word -> running());
    return Stream.concat(ended.stream().map(PhaseReport::toString), unended)
        .collect(Collectors.joining(", "));
  }

  private boolean running() {
    return ended.stream().noneMatch(report -> report.phase() == running);
  }

  private PhaseReport runningAs(EndReason reason, long now) {
    return new PhaseReport(running, Duration.ofNanos(now - since), reason);
  }
}
