package io.lameduck.rehearsal.load;

import static java.util.stream.Collectors.toMap;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.Latency;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Reads histograms, in which a value is right to two digits. */
final class Quantiles {
  private static final Histogram EMPTY = new Histogram(1);

  private Quantiles() {}

  /** Of histograms of microseconds. */
  static Map<ClientKind, Latency> latencies(Map<ClientKind, Histogram> histograms) {
    return histograms.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, entry -> latency(entry.getValue())));
  }

  private static Latency latency(Histogram micros) {
    return new Latency(
        Duration.ofNanos(1000 * micros.getValueAtPercentile(50)),
        Duration.ofNanos(1000 * micros.getValueAtPercentile(99)),
        Duration.ofNanos(1000 * micros.getMaxValue()));
  }

  /** Of histograms of milliseconds; a pod without one had none. */
  static Map<String, LateConnections> lateConnections(
      Map<String, Histogram> histograms, Set<String> pods) {
    return pods.stream()
        .collect(toMap(pod -> pod, pod -> late(histograms.getOrDefault(pod, EMPTY))));
  }

  private static LateConnections late(Histogram millis) {
    return new LateConnections(
        millis.getTotalCount(),
        Duration.ofMillis(millis.getValueAtPercentile(50)),
        Duration.ofMillis(millis.getValueAtPercentile(90)),
        Duration.ofMillis(millis.getValueAtPercentile(99)),
        Duration.ofMillis(millis.getMaxValue()));
  }
}
