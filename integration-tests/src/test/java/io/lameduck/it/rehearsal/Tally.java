package io.lameduck.it.rehearsal;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests and failures while they happen. Any thread. */
final class Tally {
  private final long begunNanos = System.nanoTime();
  private final Map<ClientKind, LongAdder> requests = new ConcurrentHashMap<>();
  private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

  void served(ClientKind kind) {
    asked(kind);
  }

  private void asked(ClientKind kind) {
    requests.computeIfAbsent(kind, any -> new LongAdder()).increment();
  }

  void failed(ClientKind kind, RequestFailed e) {
    asked(kind);
    failures.add(new Failure(sinceBegin(), kind, e.kind(), String.valueOf(e.getMessage())));
  }

  private Duration sinceBegin() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }

  long total() {
    return requests.values().stream().mapToLong(LongAdder::sum).sum();
  }

  Results results() {
    Map<ClientKind, Long> counts = new EnumMap<>(ClientKind.class);
    requests.forEach((kind, count) -> counts.put(kind, count.sum()));
    return new Results(counts, failures.stream().toList());
  }
}
