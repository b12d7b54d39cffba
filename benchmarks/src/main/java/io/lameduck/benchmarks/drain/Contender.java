package io.lameduck.benchmarks.drain;

import io.lameduck.benchmarks.service.Candidate;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Sleep;
import java.util.Map;
import java.util.stream.Stream;

/** A service in one of the ways to configure its end. */
record Contender(Candidate candidate, Kind kind) {
  /** A pod is soon replaced: what C2 compiles, it hardly ever runs, and the others wait. */
  private static final Map<String, String> LIGHT_JVM =
      Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

  private static final Map<String, String> EARLY_END = Map.of("LAMEDUCK_PROPAGATION_MIN", "0s");

  /** The ways. */
  enum Kind {
    LAMEDUCK("Lameduck, default"),
    EARLY_END("Lameduck, early end"),
    PEER("others, as documented"),
    PEER_WITH_PRE_STOP("others, preStop sleep");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    /** Without early end or preStop. */
    boolean usual() {
      return this == LAMEDUCK || this == PEER;
    }

    boolean ours() {
      return this == LAMEDUCK || this == EARLY_END;
    }
  }

  /** The two ways of a service. */
  static Stream<Contender> of(Candidate candidate) {
    return candidate.ours()
        ? Stream.of(
            new Contender(candidate, Kind.LAMEDUCK), new Contender(candidate, Kind.EARLY_END))
        : Stream.of(
            new Contender(candidate, Kind.PEER), new Contender(candidate, Kind.PEER_WITH_PRE_STOP));
  }

  String service() {
    return candidate.name();
  }

  String name() {
    String way = way();
    return way.isEmpty() ? service() : service() + ", " + way;
  }

  /** What tells it from the same service as it is usually configured; empty if nothing. */
  private String way() {
    return switch (kind) {
      case LAMEDUCK -> "";
      case EARLY_END -> "early end";
      case PEER -> candidate.hasDelay() ? "own delay" : "";
      case PEER_WITH_PRE_STOP -> "preStop";
    };
  }

  /** As it is configured by somebody who knows the regime. */
  PodSpec pod(Regime regime) {
    PodSpec pod = Candidate.with(candidate.pod(), LIGHT_JVM).withGracePeriod(regime.gracePeriod());
    return switch (kind) {
      case LAMEDUCK -> Candidate.with(pod, regime.settings());
      case EARLY_END -> Candidate.with(Candidate.with(pod, regime.settings()), EARLY_END);
      case PEER -> candidate.hasDelay() ? pod.with("PEER_DELAY", regime.delayOfPeers()) : pod;
      case PEER_WITH_PRE_STOP ->
          Candidate.with(pod, candidate.delayOff()).withPreStop(new Sleep(regime.delay()));
    };
  }
}
