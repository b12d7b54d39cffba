package io.lameduck.rehearsal.propagation;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How long clients on one path went on connecting to pods that had got SIGTERM.
 *
 * @param path its name
 * @param pods of how many pods the rest is
 * @param p50 half of them had their last connection by then
 * @param p99 99 % of them
 * @param max all of them
 * @param connections how many were tried on this path
 * @param failed how many of them brought no answer
 */
record ForgettingTime(
    String path,
    int pods,
    Duration p50,
    Duration p99,
    Duration max,
    long connections,
    long failed) {
  /** That of these pods; one to which nobody came late was forgotten at once. */
  static ForgettingTime of(String path, Seen seen, Set<String> deleted) {
    List<Long> sorted =
        deleted.stream().map(pod -> seen.lastLateMillis().getOrDefault(pod, 0L)).sorted().toList();
    return new ForgettingTime(
        path,
        sorted.size(),
        quantile(sorted, 0.5),
        quantile(sorted, 0.99),
        quantile(sorted, 1),
        seen.connections(),
        seen.failed());
  }

  private static Duration quantile(List<Long> sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return Duration.ofMillis(sorted.isEmpty() ? 0 : sorted.get(rank - 1));
  }
}
