package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStart;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Compares first requests with the steady state of the same kinds of clients. */
final class Comparison {
  /** Below that, one slow answer in a hundred may be chance. */
  private static final int MIN_REQUESTS = 1000;

  private final Map<ClientKind, Histogram> steady;
  private final Map<ClientKind, Long> counts = new EnumMap<>(ClientKind.class);
  private final Mixture first = new Mixture();

  Comparison(Map<ClientKind, Histogram> steady) {
    this.steady = steady;
  }

  /** Adds the first requests to one pod; where there is no steady state yet, all of them. */
  void add(Map<ClientKind, Histogram> byClient) {
    byClient.forEach(
        (client, histogram) -> {
          if (steady.isEmpty() || steady.containsKey(client)) {
            counts.merge(client, histogram.getTotalCount(), Long::sum);
            first.add(histogram, 1);
          }
        });
  }

  /** Empty if nothing was added. */
  Optional<ColdStart> result() {
    return counts.isEmpty() ? Optional.empty() : Optional.of(compared());
  }

  private ColdStart compared() {
    Mixture weighted = new Mixture();
    long requests = 0;
    long steadyRequests = 0;
    for (Map.Entry<ClientKind, Long> kind : counts.entrySet()) {
      requests += kind.getValue();
      Histogram same = steady.get(kind.getKey());
      if (same != null) {
        steadyRequests += same.getTotalCount();
        weighted.add(same, (double) kind.getValue() / same.getTotalCount());
      }
    }
    boolean conclusive = requests >= MIN_REQUESTS && weighted.effectiveCount() >= MIN_REQUESTS;
    return new ColdStart(requests, first.latency(), steadyRequests, weighted.latency(), conclusive);
  }
}
