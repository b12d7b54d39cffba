package io.lameduck.rehearsal.model;

import java.util.List;
import java.util.Map;

/**
 * What all clients saw. Its size does not depend on the number of requests.
 *
 * @param byClient every kind of client that took part
 * @param byPod every pod that was asked, by name
 * @param latency of the good answers, by kind of client; a kind without one is missing
 * @param lateConnections of every pod that was deleted, by name
 * @param failures the first thousand, in the order in which they happened
 * @param coldStarts the latency of pods that are new
 */
public record Results(
    Map<ClientKind, Count> byClient,
    Map<String, Count> byPod,
    Map<ClientKind, Latency> latency,
    Map<String, LateConnections> lateConnections,
    List<Failure> failures,
    Timeline timeline,
    ColdStarts coldStarts) {
  public Results {
    byClient = Map.copyOf(byClient);
    byPod = Map.copyOf(byPod);
    latency = Map.copyOf(latency);
    lateConnections = Map.copyOf(lateConnections);
    failures = List.copyOf(failures);
  }

  /** All requests, the failed ones among them. */
  public long requests() {
    return byClient.values().stream().mapToLong(Count::requests).sum();
  }

  /** All requests that failed, whether {@link #failures()} lists them or not. */
  public long failed() {
    return byClient.values().stream().mapToLong(Count::failed).sum();
  }
}
