package io.lameduck.benchmarks.drain;

import static java.util.stream.Collectors.joining;

import io.lameduck.benchmarks.report.Spread;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What became of some rolling updates of one contender in one regime: of the requests, and of the
 * pods that were replaced, at least one.
 */
record Rolls(
    Contender contender,
    Regime regime,
    long requests,
    Map<FailureKind, Long> failures,
    List<PodEnd> ends) {
  private static final double MILLIS_IN_A_SECOND = 1000;

  static Rolls of(Contender contender, Regime regime, Report report) {
    Map<FailureKind, Long> failures = new TreeMap<>();
    for (Count count : report.results().byClient().values()) {
      add(count.failures(), failures);
    }
    List<PodEnd> ends =
        report.pods().stream().map(PodHistory::end).filter(Objects::nonNull).toList();
    return new Rolls(contender, regime, report.results().requests(), failures, ends);
  }

  /** These and others of the same contender in the same regime. */
  Rolls and(Rolls others) {
    Map<FailureKind, Long> all = new TreeMap<>(failures);
    add(others.failures, all);
    List<PodEnd> both = new ArrayList<>(ends);
    both.addAll(others.ends);
    return new Rolls(contender, regime, requests + others.requests, all, both);
  }

  long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  double failedPerRoll() {
    return (double) failed() / ends.size();
  }

  /** The failures by class, the most frequent first. */
  String classes() {
    String text =
        failures.entrySet().stream()
            .sorted(Map.Entry.<FailureKind, Long>comparingByValue().reversed())
            .map(entry -> entry.getKey().label() + " " + entry.getValue())
            .collect(joining(", "));
    return text.isEmpty() ? "–" : text;
  }

  Spread secondsAfterSigterm() {
    return seconds(PodEnd::afterSigterm);
  }

  Spread secondsAfterDeletion() {
    return seconds(PodEnd::afterDeletion);
  }

  /** How long after the last client had noticed the pod was gone; negative if it did not wait. */
  Spread secondsAfterTheLastClientKnew() {
    return seconds(end -> end.afterDeletion().minus(regime.propagation().slowest()));
  }

  /** Every exit code there was. */
  String exitCodes() {
    return ends.stream()
        .map(end -> end.killed() ? "killed" : Integer.toString(end.exitCode()))
        .distinct()
        .sorted()
        .collect(joining(", "));
  }

  /** The termination message of the first pod; that of the others differs in its figures. */
  String message() {
    String message = ends.get(0).message();
    return message.isEmpty() ? "–" : "`" + message.lines().findFirst().orElse("") + "`";
  }

  private Spread seconds(Function<PodEnd, Duration> what) {
    return Spread.of(
        ends.stream().map(end -> what.apply(end).toMillis() / MILLIS_IN_A_SECOND).toList());
  }

  private static void add(Map<FailureKind, Long> some, Map<FailureKind, Long> sum) {
    some.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
  }
}
