package io.lameduck.rehearsal.clients;

import io.lameduck.rehearsal.model.Failure;
import io.lameduck.rehearsal.model.Results;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;

/**
 * Tells what goes on, a line each, behind the time by the clock of this machine: whoever reads it
 * elsewhere learns from it how far the two clocks are apart. Not thread-safe.
 */
final class ScoreLog {
  private final PrintStream out;
  private final Clock clock;
  private int told;

  ScoreLog(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  void waiting(String why) {
    tell(LogLine.WAITING + why);
  }

  /** What failed since the last time, and then the score. */
  void score(Results results) {
    List<Failure> failures = results.failures(); // the first thousand
    failures.subList(told, failures.size()).forEach(this::failure);
    told = failures.size();
    tell(Score.of(results).toString());
  }

  private void failure(Failure failure) {
    tell(
        "%s failed %d ms after the start: %s, %s"
            .formatted(
                failure.client().label(),
                failure.at().toMillis(),
                failure.kind().label(),
                failure.detail()));
  }

  private void tell(String what) {
    out.println(clock.instant() + " " + what.replaceAll("\\R", " "));
    out.flush();
  }
}
