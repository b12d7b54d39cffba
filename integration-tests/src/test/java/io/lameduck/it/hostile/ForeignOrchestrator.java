package io.lameduck.it.hostile;

import io.lameduck.spi.Orchestrator;
import io.lameduck.spi.TerminationNotice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Knows nothing of the end, and misbehaves when it is asked. */
record ForeignOrchestrator(Foreign foreign) implements Orchestrator {
  @Override
  public List<String> advice(Duration gracePeriod) {
    return foreign.called(Place.ORCHESTRATOR, "advice", List.of());
  }

  @Override
  public Optional<TerminationNotice> termination() {
    return foreign.called(Place.ORCHESTRATOR, "termination", Optional.empty());
  }
}
