package io.lameduck.benchmarks.soak;

import io.lameduck.benchmarks.service.Candidate;
import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.model.Step;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The turn of a service: some rolls in a row, in one rehearsal, which ends at the first failure.
 */
record SoakTurn(Candidate candidate, long seed) implements Callable<Soaked> {
  /** One rehearsal keeps the last words and the events of all its pods. */
  static final int ROLLS = 17;

  private static final Propagation SLOW_TAIL =
      Propagation.fixed(Duration.ofMillis(1500)).withTail(Duration.ofSeconds(4), 5);
  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final List<Clients> CLIENTS =
      List.of(
          Clients.of(ClientKind.KEPT_ALIVE, 12).withPause(OFTEN),
          Clients.of(ClientKind.IDLE, 10).withPause(Duration.ofSeconds(2)),
          Clients.of(ClientKind.FRESH, 5).withPause(OFTEN),
          Clients.of(ClientKind.SLOW, 5).withTarget("/slow?ms=500"),
          Clients.of(ClientKind.UPLOAD, 4).withPause(OFTEN),
          Clients.of(ClientKind.STREAMING, 3),
          Clients.of(ClientKind.PIPELINING, 2).withPause(OFTEN));

  /** A pod is soon replaced: what C2 compiles, it hardly ever runs. */
  private static final Map<String, String> LIGHT_JVM =
      Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

  /**
   * Plays the turn.
   *
   * @throws AssertionError if a request failed, or a pod did not end by itself and well
   */
  @Override
  public Soaked call() throws InterruptedException {
    Report report =
        Rehearsal.of(Candidate.with(candidate.pod(), LIGHT_JVM))
            .replicas(1)
            .startTimeout(Duration.ofMinutes(2))
            .clients(CLIENTS)
            .propagation(SLOW_TAIL)
            .seed(seed)
            .endAtFirstFailure()
            .run(scenario())
            .assertPassed()
            .report();
    Soaked soaked = new Soaked(candidate, report.results().requests(), ends(report));
    soaked.requireGoodEnds();
    System.out.printf(
        "%s: %d rolls, none of %,d failed%n", candidate.name(), ROLLS, soaked.requests());
    return soaked;
  }

  private static Scenario scenario() {
    List<Step> steps = Collections.nCopies(ROLLS, new RollingUpdate(1, 0));
    return new Scenario(ROLLS + " rolling updates", steps, Set.of());
  }

  private static List<PodEnd> ends(Report report) {
    return report.pods().stream().map(PodHistory::end).filter(Objects::nonNull).toList();
  }
}
