package io.lameduck.rehearsal.load;

import static java.util.stream.Collectors.toMap;

import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.FailureKind;
import java.util.EnumMap;
import java.util.Map;

/** A {@link Count} in the making. Not thread-safe. */
final class Counter {
  private final Map<FailureKind, Long> failures = new EnumMap<>(FailureKind.class);
  private long requests;

  static <K> Counter in(Map<K, Counter> counters, K key) {
    return counters.computeIfAbsent(key, any -> new Counter());
  }

  static <K> Map<K, Count> counts(Map<K, Counter> counters) {
    return counters.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().count()));
  }

  void asked() {
    requests++;
  }

  void failed(FailureKind kind) {
    failures.merge(kind, 1L, Long::sum);
  }

  private Count count() {
    return new Count(requests, failures);
  }
}
