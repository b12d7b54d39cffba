package io.lameduck.rehearsal.verdict;

import static java.util.stream.Collectors.joining;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the reasons why a rehearsal did not pass. */
public final class VerdictRules {
  private VerdictRules() {}

  /**
   * Finds all of them.
   *
   * @param clients the kinds whose requests end by themselves
   */
  public static Verdict of(
      Results results, Set<ClientKind> clients, List<PodHistory> pods, Set<FailureKind> tolerated) {
    List<String> reasons = new ArrayList<>();
    if (results.requests() == 0) {
      reasons.add("No request was made, so nothing is known.");
    } else {
      silent(results, clients).forEach(reasons::add);
    }
    failures(results, tolerated).forEach(reasons::add);
    pods.stream().flatMap(VerdictRules::trouble).forEach(reasons::add);
    return new Verdict(reasons);
  }

  /** Named one by one: the requests of other kinds would hide a kind that made none. */
  private static Stream<String> silent(Results results, Set<ClientKind> clients) {
    return clients.stream()
        .filter(kind -> requests(results, kind) == 0)
        .sorted()
        .map(kind -> "No request of the " + kind.label() + " clients ended, so nothing is known.");
  }

  private static long requests(Results results, ClientKind kind) {
    Count count = results.byClient().get(kind);
    return count == null ? 0 : count.requests();
  }

  private static Stream<String> failures(Results results, Set<FailureKind> tolerated) {
    Map<FailureKind, Long> counts = new TreeMap<>();
    for (Count count : results.byClient().values()) {
      count.failures().forEach((kind, number) -> counts.merge(kind, number, Long::sum));
    }
    counts.keySet().removeAll(tolerated);
    return counts.isEmpty() ? Stream.of() : Stream.of(sentence(counts, results.requests()));
  }

  private static String sentence(Map<FailureKind, Long> counts, long requests) {
    long failed = counts.values().stream().mapToLong(Long::longValue).sum();
    String kinds =
        counts.entrySet().stream()
            .map(
                kind ->
                    String.format(Locale.ROOT, "%s %,d", kind.getKey().label(), kind.getValue()))
            .collect(joining(", "));
    return String.format(Locale.ROOT, "%,d of %,d requests failed: %s.", failed, requests, kinds);
  }

  private static Stream<String> trouble(PodHistory pod) {
    List<String> found = new ArrayList<>();
    if (pod.end() != null && pod.end().killed()) {
      found.add(pod.name() + " had to be killed: it outlived its grace period.");
    }
    if (pod.afterSecondSigterm().filter(Duration::isNegative).isPresent()) {
      found.add(
          pod.name()
              + " was gone before its second SIGTERM, so nothing is known: let it come sooner.");
    }
    if (pod.restarts() > 0) {
      found.add(pod.name() + " was restarted; restarts: " + pod.restarts() + ".");
    }
    return found.stream();
  }
}
