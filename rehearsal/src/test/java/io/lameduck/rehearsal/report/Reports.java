package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.ColdStarts;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.EndpointChange;
import io.lameduck.rehearsal.model.Failure;
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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reports of rehearsals that never were: one pod replaced by another within twenty seconds. */
public final class Reports {
  static final String MESSAGE =
      "lameduck: drained after SIGTERM in 6.0s: lame-duck 5.0s (quiet), draining 1.0s (drained),"
          + " closing 0.0s (closed); served 100, late 3, cut 0; exit 0";

  private static final Duration LATE = seconds(2.4);

  private Reports() {}

  public static Report passed() {
    PodEnd end = new PodEnd(0, false, seconds(6.2), seconds(6.2), MESSAGE);
    return report("web", end, results(Map.of(), 1.6), new Verdict(List.of()));
  }

  static Report failed() {
    return withFailures(new Verdict(List.of("8 of 100 requests failed.")));
  }

  static Report endedAtFirstFailure() {
    PodEnd end = new PodEnd(143, false, seconds(0.1), seconds(0.1), "");
    return report(
        "web",
        end,
        results(Map.of(FailureKind.REFUSED, 1L), 0.3),
        new Verdict(List.of("1 of 100 requests failed.")),
        false);
  }

  /** The failures are all in one slice of time. */
  static Report withRefused(int count) {
    PodEnd end = new PodEnd(143, false, seconds(0.1), seconds(0.1), "");
    return report(
        "web",
        end,
        results(Map.of(FailureKind.REFUSED, (long) count), 1.6),
        new Verdict(List.of(count + " of 100 requests failed.")));
  }

  static Report tolerant() {
    return withFailures(new Verdict(List.of()));
  }

  /** So short that every request was one of the first to a pod. */
  static Report withoutSteadyState() {
    Report whole = passed();
    Latency none = new Latency(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    ColdStart web1 = new ColdStart(600, latency(2, 12), 0, none, false);
    Results all = whole.results();
    Results results =
        new Results(
            all.byClient(),
            all.byPod(),
            all.latency(),
            all.lateConnections(),
            all.failures(),
            all.timeline(),
            new ColdStarts(Map.of("web-1", web1), web1));
    return new Report(
        whole.service(),
        whole.scenario(),
        whole.begun(),
        whole.loadBegan(),
        whole.took(),
        whole.complete(),
        whole.settings(),
        whole.propagation(),
        whole.endpoints(),
        whole.pods(),
        results,
        whole.verdict());
  }

  private static Report withFailures(Verdict verdict) {
    PodEnd end = new PodEnd(143, false, seconds(0.1), seconds(0.1), "");
    Map<FailureKind, Long> failures = Map.of(FailureKind.REFUSED, 7L, FailureKind.EOF_ON_NEW, 1L);
    return report("web", end, results(failures, 1.6), verdict);
  }

  /** Of a cluster: the clients asked a Service, and nobody knows when they learned of what. */
  static Report onCluster() {
    Report web = failed();
    Results seen = web.results();
    Results results =
        new Results(
            seen.byClient(),
            Map.of("web", new Count(100, Map.of(FailureKind.REFUSED, 7L))),
            seen.latency(),
            Map.of("web-1", new LateConnections(1, LATE, LATE, LATE, LATE)),
            List.of(),
            new Timeline(
                Duration.ofMillis(50),
                List.of(new Track("web", ClientKind.KEPT_ALIVE, List.of(0, 93), List.of(0, 7)))),
            ColdStarts.none());
    return new Report(
        web.service(),
        web.scenario(),
        web.begun(),
        web.loadBegan(),
        web.took(),
        true,
        web.settings(),
        null,
        web.endpoints(),
        web.pods(),
        results,
        web.verdict());
  }

  static Report killed() {
    PodEnd end = new PodEnd(137, true, seconds(30), seconds(30), "");
    return report("web", end, results(Map.of(), 0), new Verdict(List.of("web-1 was killed.")));
  }

  /** SIGTERM came once more, so many seconds before the end. */
  static Report signalledTwice(double before) {
    PodEnd end = new PodEnd(0, false, seconds(6.2), seconds(6.2), MESSAGE);
    return report(
        "web",
        end,
        results(Map.of(), 1.6),
        new Verdict(List.of()),
        event(14.2 - before, Kind.SECOND_SIGTERM, ""));
  }

  /** Everything that comes from outside is what an attacker would write there. */
  static Report hostile() {
    String script = "<script>alert('\"&')</script>";
    PodEnd end = new PodEnd(0, false, seconds(6.2), seconds(6.2), script);
    return report(script, end, results(Map.of(), 1.6), new Verdict(List.of(script)));
  }

  private static Report report(
      String name, PodEnd end, Results results, Verdict verdict, PodEvent... meanwhile) {
    return report(name, end, results, verdict, true, meanwhile);
  }

  private static Report report(
      String name,
      PodEnd end,
      Results results,
      Verdict verdict,
      boolean complete,
      PodEvent... meanwhile) {
    return new Report(
        name,
        "rolling update",
        Instant.parse("2026-11-21T03:00:00Z"),
        seconds(2),
        seconds(20),
        complete,
        Map.of("command", name, "seed", "1"),
        Propagation.fixed(seconds(1.5)).withTail(seconds(4), 5),
        List.of(
            new EndpointChange(seconds(1), "web-1", true),
            new EndpointChange(seconds(7), "web-2", true),
            new EndpointChange(seconds(8), "web-1", false)),
        List.of(
            new PodHistory("web-1", events(end, meanwhile), end, List.of("a line of " + name)),
            new PodHistory(
                "web-2",
                List.of(event(6, Kind.STARTED, ""), event(7, Kind.READY, "")),
                null,
                List.of())),
        results,
        verdict);
  }

  private static List<PodEvent> events(PodEnd end, PodEvent... meanwhile) {
    List<PodEvent> events = new ArrayList<>();
    events.add(event(0, Kind.STARTED, ""));
    events.add(event(1, Kind.READY, ""));
    events.add(event(8, Kind.DELETED, ""));
    events.add(event(8, Kind.SIGTERM, ""));
    events.addAll(List.of(meanwhile));
    events.add(event(14.2, Kind.EXITED, "exit code " + end.exitCode()));
    return events;
  }

  private static PodEvent event(double at, Kind kind, String detail) {
    return new PodEvent(seconds(at), kind, detail);
  }

  private static Results results(Map<FailureKind, Long> failures, double last) {
    Count count = new Count(100, failures);
    List<Integer> good = IntStream.range(0, 400).mapToObj(i -> i < 40 ? 0 : 1).toList();
    boolean anyFailed = !failures.isEmpty();
    int failed = Math.toIntExact(count.failed());
    List<Integer> bad = IntStream.range(0, 400).mapToObj(i -> i == 170 ? failed : 0).toList();
    return new Results(
        Map.of(ClientKind.KEPT_ALIVE, count),
        Map.of("web-1", count),
        Map.of(
            ClientKind.KEPT_ALIVE,
            new Latency(Duration.ofMillis(1), Duration.ofMillis(20), seconds(1.2))),
        Map.of(
            "web-1",
            new LateConnections(
                last > 0 ? 3 : 0, seconds(last / 2), seconds(last), seconds(last), seconds(last))),
        anyFailed
            ? List.of(
                new Failure(
                    seconds(8.5),
                    ClientKind.KEPT_ALIVE,
                    "web-1",
                    FailureKind.REFUSED,
                    "Connection refused"))
            : List.of(),
        new Timeline(
            Duration.ofMillis(50), List.of(new Track("web-1", ClientKind.KEPT_ALIVE, good, bad))),
        coldStarts());
  }

  private static ColdStarts coldStarts() {
    Latency steady = new Latency(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(20));
    ColdStart web1 = new ColdStart(1000, latency(2, 12), 2345, steady, true);
    ColdStart web2 = new ColdStart(1200, latency(3, 50), 2345, steady, true);
    return new ColdStarts(Map.of("web-1", web1, "web-2", web2), web2);
  }

  private static Latency latency(long median, long p99) {
    return new Latency(Duration.ofMillis(median), Duration.ofMillis(p99), seconds(1));
  }

  static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
