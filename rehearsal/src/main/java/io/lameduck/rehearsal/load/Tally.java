package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Failure;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Counts requests and failures while they happen, in memory that does not grow with their number.
 * Any thread; the lock is held for a fraction of a microsecond, next to nothing beside a request.
 */
final class Tally {
  private static final int LISTED = 1000;
  static final int DIGITS = 2;
  static final long LONGEST_MICROS = 60_000_000;
  private static final long LATEST_MILLIS = 3_600_000;

  private final Stopwatch stopwatch;
  private final Endpoints endpoints;
  private final boolean direct;
  private final Consumer<FailureKind> listener;
  private final Map<ClientKind, Counter> byClient = new EnumMap<>(ClientKind.class);
  private final Map<String, Counter> byPod = new HashMap<>();
  private final Map<ClientKind, Histogram> latency = new EnumMap<>(ClientKind.class);
  private final Map<String, Histogram> late = new HashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Tracks tracks = new Tracks();
  private final ColdStartTally coldStarts = new ColdStartTally();
  private long requests;
  private long failed;

  /** The listener hears of every failure once it is counted, on the thread of its client. */
  Tally(Stopwatch stopwatch, Endpoints endpoints, Consumer<FailureKind> listener) {
    this(stopwatch, endpoints, true, listener);
  }

  /**
   * @param direct whether the clients connect to the pods themselves; otherwise nothing is known of
   *     late connections
   */
  Tally(Stopwatch stopwatch, Endpoints endpoints, boolean direct, Consumer<FailureKind> listener) {
    this.stopwatch = stopwatch;
    this.endpoints = endpoints;
    this.direct = direct;
    this.listener = listener;
  }

  /** A client is about to connect to a pod. */
  void dialed(Endpoint endpoint) {
    Optional<Duration> lateness = endpoints.sinceDeletion(endpoint.pod());
    lateness.ifPresent(since -> late(endpoint.pod(), since));
  }

  private synchronized void late(String pod, Duration since) {
    late.computeIfAbsent(pod, any -> new Histogram(LATEST_MILLIS, DIGITS))
        .recordValue(Math.min(since.toMillis(), LATEST_MILLIS));
  }

  synchronized void served(ClientKind client, String pod, Duration took) {
    asked(client, pod);
    latency
        .computeIfAbsent(client, any -> new Histogram(LONGEST_MICROS, DIGITS))
        .recordValue(Math.min(took.toNanos() / 1000, LONGEST_MICROS));
    Duration now = stopwatch.elapsed();
    tracks.add(now, pod, client, true);
    coldStarts.served(client, pod, now, took);
  }

  void failed(ClientKind client, RequestFailed e) {
    count(client, e);
    listener.accept(e.kind());
  }

  private synchronized void count(ClientKind client, RequestFailed e) {
    asked(client, e.pod());
    failed++;
    Counter.in(byClient, client).failed(e.kind());
    if (!e.pod().isEmpty()) {
      Counter.in(byPod, e.pod()).failed(e.kind());
    }
    Duration at = stopwatch.elapsed();
    tracks.add(at, e.pod(), client, false);
    if (failures.size() < LISTED) {
      failures.add(new Failure(at, client, e.pod(), e.kind(), String.valueOf(e.getMessage())));
    }
  }

  private void asked(ClientKind client, String pod) {
    requests++;
    Counter.in(byClient, client).asked();
    if (!pod.isEmpty()) {
      Counter.in(byPod, pod).asked();
    }
  }

  synchronized long requests() {
    return requests;
  }

  synchronized long failed() {
    return failed;
  }

  synchronized Results results() {
    return new Results(
        Counter.counts(byClient),
        Counter.counts(byPod),
        Quantiles.latencies(latency),
        Quantiles.lateConnections(late, direct ? endpoints.deleted() : Set.of()),
        failures,
        tracks.timeline(),
        coldStarts.coldStarts(endpoints.atTheStart()));
  }
}
