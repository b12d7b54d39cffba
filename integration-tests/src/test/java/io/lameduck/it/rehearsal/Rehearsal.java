package io.lameduck.it.rehearsal;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A rolling restart under load, and what became of it.
 *
 * @param results every request from before the restart until after it
 * @param ends how each of the replaced instances ended
 */
public record Rehearsal(Results results, List<PodEnd> ends) {
  /** By then most idle clients, the slowest to begin, hold a connection. */
  private static final int WARM_UP = 4000;

  private static final Duration LONGEST = Duration.ofSeconds(90);

  public Rehearsal {
    ends = List.copyOf(ends);
  }

  /**
   * Two instances, restarted one after the other. The load goes on until every client has learned
   * of the last change, and enough was asked.
   */
  public static Rehearsal of(
      PodSpec template,
      Propagation propagation,
      Map<ClientKind, Integer> mix,
      long requests,
      BiConsumer<String, String> out)
      throws IOException, InterruptedException {
    try (Deployment deployment = Deployment.start(template, 2, out);
        Load load = Load.on(deployment, propagation, mix, 1)) {
      load.awaitRequests(WARM_UP, LONGEST);
      List<PodEnd> ends = deployment.restart();
      load.goOnFor(propagation.tail().minus(ends.get(ends.size() - 1).afterSignal()));
      load.awaitRequests(requests, LONGEST);
      return new Rehearsal(load.stop(), ends);
    }
  }

  @Override
  public String toString() {
    return ends.stream().map(end -> end + "\n  " + end.message().strip()).collect(joining("\n"))
        + "\n"
        + results.table();
  }
}
