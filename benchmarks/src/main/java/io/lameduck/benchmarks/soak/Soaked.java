package io.lameduck.benchmarks.soak;

import io.lameduck.benchmarks.report.Spread;
import io.lameduck.benchmarks.service.Candidate;
import io.lameduck.rehearsal.model.PodEnd;
import java.util.ArrayList;
import java.util.List;

/** What became of some rolls of a service. */
record Soaked(Candidate candidate, long requests, List<PodEnd> ends) {
  private static final double MILLIS_IN_A_SECOND = 1000;

  /** These and others of the same service. */
  Soaked and(Soaked others) {
    List<PodEnd> both = new ArrayList<>(ends);
    both.addAll(others.ends);
    return new Soaked(candidate, requests + others.requests, both);
  }

  /**
   * Makes sure that each pod ended by itself.
   *
   * @throws AssertionError if one was killed, or its exit code is not 0
   */
  void requireGoodEnds() {
    for (PodEnd end : ends) {
      if (end.killed() || end.exitCode() != 0) {
        throw new AssertionError(
            candidate.name() + ": a pod ended as " + end + " (expected: exit code 0, not killed)");
      }
    }
  }

  Spread secondsToExit() {
    return Spread.of(
        ends.stream().map(end -> end.afterSigterm().toMillis() / MILLIS_IN_A_SECOND).toList());
  }
}
