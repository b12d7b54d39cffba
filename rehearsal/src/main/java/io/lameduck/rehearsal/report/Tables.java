package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.Latency;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables of a report, the same on a terminal and on the page. */
final class Tables {
  private static final String NOTHING = "-";
  private static final Count NONE = new Count(0, Map.of());

  private Tables() {}

  static Table clients(Report report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("clients", "requests", "failed", "median", "99 %", "max", "failures"));
    new TreeMap<>(report.results().byClient())
        .forEach((client, count) -> rows.add(client(report, client, count)));
    return new Table(1, rows);
  }

  private static List<String> client(Report report, ClientKind client, Count count) {
    Latency latency = report.results().latency().get(client);
    return List.of(
        client.label(),
        Numbers.of(count.requests()),
        Numbers.of(count.failed()),
        time(latency, Latency::median),
        time(latency, Latency::p99),
        time(latency, Latency::max),
        FailureCounts.of(count).toString());
  }

  private static String time(@Nullable Latency latency, Function<Latency, Duration> which) {
    return latency == null ? NOTHING : Seconds.precisely(which.apply(latency));
  }

  static Table pods(Report report) {
    if (!Fronts.of(report).isEmpty()) {
      return podsBehindAFront(report);
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "pod", "requests", "failed", "restarts", "last new", "gone after", "exit", "failures"));
    report.pods().forEach(pod -> rows.add(pod(report, pod)));
    return new Table(1, rows);
  }

  private static List<String> pod(Report report, PodHistory pod) {
    Count count = report.results().byPod().getOrDefault(pod.name(), NONE);
    return List.of(
        pod.name(),
        Numbers.of(count.requests()),
        Numbers.of(count.failed()),
        Numbers.of(pod.restarts()),
        lastNew(report.results().lateConnections().get(pod.name())),
        pod.end() == null ? NOTHING : Seconds.of(pod.end().afterDeletion()),
        exit(pod.end()),
        FailureCounts.of(count).toString());
  }

  /** Nobody knows which of them was asked. */
  private static Table podsBehindAFront(Report report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("pod", "restarts", "last new", "gone after", "exit"));
    for (PodHistory pod : report.pods()) {
      rows.add(
          List.of(
              pod.name(),
              Numbers.of(pod.restarts()),
              lastNew(report.results().lateConnections().get(pod.name())),
              pod.end() == null ? NOTHING : Seconds.of(pod.end().afterDeletion()),
              exit(pod.end())));
    }
    return new Table(1, rows);
  }

  private static String lastNew(@Nullable LateConnections late) {
    return late == null || late.count() == 0 ? NOTHING : "+" + Seconds.of(late.last());
  }

  private static String exit(@Nullable PodEnd end) {
    if (end == null) {
      return NOTHING;
    }
    if (end.exitCode() == PodEnd.UNKNOWN) {
      return "unknown";
    }
    return end.killed() ? "killed" : Integer.toString(end.exitCode());
  }
}
