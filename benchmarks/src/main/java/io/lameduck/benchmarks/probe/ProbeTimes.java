package io.lameduck.benchmarks.probe;

import io.lameduck.benchmarks.report.Spread;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What probing a service in one state has shown, round by round. */
final class ProbeTimes {
  private static final double NANOS_IN_A_MILLISECOND = 1e6;

  private final List<Histogram> rounds = new ArrayList<>();
  private long failed;

  void add(Probing probing) {
    rounds.add(probing.nanos());
    failed += probing.failed();
  }

  /** In milliseconds, the failed ones not among them. */
  String percentile(double percentile) {
    List<Double> millis =
        rounds.stream()
            .filter(round -> round.getTotalCount() > 0)
            .map(round -> round.getValueAtPercentile(percentile) / NANOS_IN_A_MILLISECOND)
            .toList();
    return millis.isEmpty() ? "–" : Spread.of(millis).text();
  }

  String failed() {
    long good = rounds.stream().mapToLong(Histogram::getTotalCount).sum();
    return failed + " of " + (failed + good);
  }
}
