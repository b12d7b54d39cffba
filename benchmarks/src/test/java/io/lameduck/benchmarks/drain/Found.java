package io.lameduck.benchmarks.drain;

import io.lameduck.benchmarks.service.Candidate;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.PodEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a comparison has found, in the order in which it says so. */
final class Found {
  private final Map<Contender, Map<Regime, Rolls>> found = new LinkedHashMap<>();

  /** In each regime one roll of the service, in which so many requests failed. */
  Found failed(String service, Contender.Kind kind, long failed) {
    Candidate candidate =
        new Candidate(
            service, Path.of("a.jar"), kind.ours(), "/ready", false, Map.of(), Map.of(), 17);
    Contender contender = new Contender(candidate, kind);
    PodEnd end = new PodEnd(0, false, Duration.ofSeconds(6), Duration.ofSeconds(6), "");
    Map<Regime, Rolls> byRegime = new EnumMap<>(Regime.class);
    for (Regime regime : Regime.values()) {
      Map<FailureKind, Long> failures = Map.of(FailureKind.REFUSED, failed);
      byRegime.put(regime, new Rolls(contender, regime, 1000, failures, List.of(end)));
    }
    found.put(contender, byRegime);
    return this;
  }

  Map<Contender, Map<Regime, Rolls>> all() {
    return found;
  }
}
