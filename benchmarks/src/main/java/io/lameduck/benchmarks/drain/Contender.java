package io.lameduck.benchmarks.drain;

import io.lameduck.benchmarks.service.Candidate;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Sleep;
import java.awt.Color;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A service in one of the ways to configure its end.
 *
 * @param way what tells it from the same service as it is usually configured; empty if nothing
 */
record Contender(String service, String way, Kind kind, PodSpec pod) {
  private static final Sleep PRE_STOP = new Sleep(Duration.ofSeconds(5));

  /** A pod is soon replaced: what C2 compiles, it hardly ever runs, and the others wait. */
  private static final Map<String, String> LIGHT_JVM =
      Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

  private static final Map<String, String> EARLY_END = Map.of("LAMEDUCK_PROPAGATION_MIN", "0s");

  /** The ways. */
  enum Kind {
    LAMEDUCK("Lameduck, default", new Color(0x1B5E20)),
    EARLY_END("Lameduck, early end", new Color(0x66BB6A)),
    PEER("others, as documented", new Color(0xC62828)),
    PEER_WITH_PRE_STOP("others, preStop sleep of 5 s", new Color(0xF9A825));

    private final String title;
    private final Color color;

    Kind(String title, Color color) {
      this.title = title;
      this.color = color;
    }

    Color color() {
      return color;
    }

    String title() {
      return title;
    }

    boolean ours() {
      return this == LAMEDUCK || this == EARLY_END;
    }
  }

  /** The two ways of a service. */
  static Stream<Contender> of(Candidate candidate) {
    PodSpec pod = Candidate.with(candidate.pod(), LIGHT_JVM);
    String service = candidate.name();
    if (candidate.ours()) {
      return Stream.of(
          new Contender(service, "", Kind.LAMEDUCK, pod),
          new Contender(service, "early end", Kind.EARLY_END, Candidate.with(pod, EARLY_END)));
    }
    PodSpec hooked = Candidate.with(pod, candidate.delayOff()).withPreStop(PRE_STOP);
    return Stream.of(
        new Contender(service, candidate.hasDelay() ? "own delay" : "", Kind.PEER, pod),
        new Contender(service, "preStop", Kind.PEER_WITH_PRE_STOP, hooked));
  }

  String name() {
    return way.isEmpty() ? service : service + ", " + way;
  }
}
