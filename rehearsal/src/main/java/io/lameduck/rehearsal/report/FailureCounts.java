package io.lameduck.rehearsal.report;

import static java.util.stream.Collectors.joining;

import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Report;
import java.util.Map;
import java.util.TreeMap;

/** Failures by kind, added up and put into words. */
record FailureCounts(Map<FailureKind, Long> byKind) {
  static FailureCounts of(Count count) {
    return new FailureCounts(new TreeMap<>(count.failures()));
  }

  static FailureCounts of(Report report) {
    Map<FailureKind, Long> sum = new TreeMap<>();
    for (Count count : report.results().byClient().values()) {
      count.failures().forEach((kind, number) -> sum.merge(kind, number, Long::sum));
    }
    return new FailureCounts(sum);
  }

  long of(FailureKind kind) {
    return byKind.getOrDefault(kind, 0L);
  }

  /** {@code refused 428, eof-on-new 2}. */
  @Override
  public String toString() {
    return byKind.entrySet().stream()
        .map(entry -> entry.getKey().label() + " " + Numbers.of(entry.getValue()))
        .collect(joining(", "));
  }
}
