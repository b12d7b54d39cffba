package io.lameduck.rehearsal.report;

import static io.lameduck.rehearsal.report.Reports.seconds;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStarts;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.EndpointChange;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.Latency;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodEvent.Kind;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.Timeline;
import io.lameduck.rehearsal.model.Timeline.Track;
import io.lameduck.rehearsal.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The report of a rehearsal that never was: many pods, and all that makes labels meet. Each ends a
 * little faster than the one before, and loses more requests.
 */
final class Crowd {
  private static final double LOAD_BEGAN = 8;
  private static final double LENGTH = 68;

  private final List<PodHistory> pods = new ArrayList<>();
  private final List<EndpointChange> endpoints = new ArrayList<>();
  private final List<Track> tracks = new ArrayList<>();
  private final Map<String, Count> byPod = new HashMap<>();
  private final Map<String, LateConnections> late = new HashMap<>();

  private Crowd() {}

  static Report of(int count) {
    Crowd crowd = new Crowd();
    for (int i = 0; i < count; i++) {
      crowd.add(i, count);
    }
    long requests = crowd.byPod.values().stream().mapToLong(Count::requests).sum();
    long failed = crowd.byPod.values().stream().mapToLong(Count::failed).sum();
    Results results =
        new Results(
            Map.of(ClientKind.KEPT_ALIVE, new Count(requests, Map.of(FailureKind.REFUSED, failed))),
            crowd.byPod,
            Map.of(
                ClientKind.KEPT_ALIVE,
                new Latency(Duration.ofMillis(1), Duration.ofMillis(20), seconds(1.2))),
            crowd.late,
            List.of(),
            new Timeline(Duration.ofMillis(100), crowd.tracks),
            ColdStarts.none());
    return new Report(
        "orders-of-a-long-name",
        "rolling update",
        Instant.parse("2026-11-21T03:00:00Z"),
        seconds(LOAD_BEGAN),
        seconds(LENGTH),
        true,
        Map.of("seed", "1"),
        Propagation.fixed(seconds(1.5)).withTail(seconds(4), 5),
        crowd.endpoints,
        crowd.pods,
        results,
        new Verdict(List.of(Numbers.of(failed) + " requests failed.")));
  }

  private void add(int i, int count) {
    String name = "orders-of-a-long-name-" + (i + 1);
    double deleted = 16 + (LENGTH - 24) * i / count;
    double lameDuck = Math.max(0, 5 - 0.6 * i);
    double draining = Math.max(0.1, 1.5 - 0.2 * i);
    double gone = deleted + lameDuck + draining + 0.4;
    String message =
        "lame-duck %.1fs (quiet), draining %.1fs (drained), closing 0.1s (closed)"
            .formatted(lameDuck, draining);
    List<PodEvent> events =
        List.of(
            event(0.2 * i, Kind.STARTED, ""),
            event(2 + 0.2 * i, Kind.READY, ""),
            event(deleted, Kind.DELETED, ""),
            event(deleted + 0.1, Kind.SIGTERM, ""),
            event(deleted + 0.8, Kind.SECOND_SIGTERM, ""),
            event(gone, Kind.EXITED, "exit code 0"));
    PodEnd end = new PodEnd(0, false, seconds(gone - deleted), seconds(gone - deleted), message);
    pods.add(new PodHistory(name, events, end, List.of()));
    endpoints.add(new EndpointChange(seconds(2 + 0.2 * i), name, true));
    endpoints.add(new EndpointChange(seconds(deleted), name, false));
    requests(name, deleted, gone);
    Duration last = seconds(i % 2 == 0 ? 4 : LENGTH - deleted - 0.5);
    late.put(name, new LateConnections(12, last, last, last, last));
  }

  private static PodEvent event(double at, Kind kind, String detail) {
    return new PodEvent(seconds(at), kind, detail);
  }

  /** A few failures every second once the pod is gone. */
  private void requests(String name, double deleted, double gone) {
    int slices = (int) (10 * LENGTH);
    List<Integer> good =
        IntStream.range(0, slices)
            .mapToObj(i -> i >= 10 * LOAD_BEGAN && i < 10 * deleted ? 20 + i % 7 : 0)
            .toList();
    List<Integer> bad =
        IntStream.range(0, slices)
            .mapToObj(i -> i >= 10 * gone && i < 10 * gone + 40 && i % 10 == 0 ? 3 : 0)
            .toList();
    long failed = bad.stream().mapToLong(Integer::longValue).sum();
    long answered = good.stream().mapToLong(Integer::longValue).sum();
    byPod.put(name, new Count(answered + failed, Map.of(FailureKind.REFUSED, failed)));
    tracks.add(new Track(name, ClientKind.KEPT_ALIVE, good, bad));
  }
}
