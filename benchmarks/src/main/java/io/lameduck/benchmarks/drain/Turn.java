package io.lameduck.benchmarks.drain;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.model.Step;
import io.lameduck.rehearsal.model.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** The turn of a contender in a regime: some rolls in a row, in one rehearsal. */
record Turn(Contender contender, Regime regime, int rolls, long seed) implements Callable<Rolls> {
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final List<Clients> CLIENTS =
      List.of(
          Clients.of(ClientKind.KEPT_ALIVE, 10).withPause(Duration.ofMillis(200)),
          Clients.of(ClientKind.IDLE, 10).withPause(Duration.ofSeconds(2)),
          Clients.of(ClientKind.FRESH, 5).withPause(Duration.ofMillis(100)),
          Clients.of(ClientKind.SLOW, 5).withTarget("/slow?ms=500"));

  @Override
  public Rolls call() throws InterruptedException {
    Rehearsal rehearsal =
        Rehearsal.of(contender.pod(regime))
            .replicas(1)
            .startTimeout(START_TIMEOUT)
            .clients(CLIENTS)
            .warmUp(WARM_UP)
            .propagation(regime.propagation())
            .seed(seed);
    Rolls found = Rolls.of(contender, regime, rehearsal.run(scenario()).report());
    System.out.printf(
        "%s, %s: %d rolls, %s of %d failed%n",
        contender.name(), regime.title(), rolls, found.failures(), found.requests());
    return found;
  }

  /** Each roll when every client has learned of the one before. */
  private Scenario scenario() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < rolls; i++) {
      steps.add(new RollingUpdate(1, 0));
      steps.add(new Wait(regime.propagation().slowest().plusSeconds(1)));
    }
    return new Scenario(rolls + " rolling updates", steps, Set.of());
  }
}
