package io.lameduck.benchmarks.probe;

import io.lameduck.benchmarks.Comparison;
import io.lameduck.benchmarks.report.Spread;
import io.lameduck.benchmarks.report.Table;
import io.lameduck.benchmarks.service.Candidate;
import io.lameduck.benchmarks.service.Candidates;
import io.lameduck.benchmarks.service.Java;
import io.lameduck.benchmarks.service.RunningService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The readiness probe of an idle service, and of one that has neither a thread nor a CPU to spare.
 */
public final class ProbeComparison implements Comparison {
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration LENGTH = Duration.ofSeconds(5);
  private static final int PROBERS = 4;

  /** More than any of the candidates has threads for requests. */
  private static final int REQUESTS = 250;

  private static final String LONG = "/slow?ms=120000";
  private static final int BURNERS = 2 * Runtime.getRuntime().availableProcessors();

  private record Found(ProbeTimes idle, List<Double> perSecond, ProbeTimes busy) {
    Found() {
      this(new ProbeTimes(), new ArrayList<>(), new ProbeTimes());
    }
  }

  @Override
  public String title() {
    return "Probe";
  }

  @Override
  public String measure(int rounds) throws Exception {
    Map<Candidate, Found> found = new LinkedHashMap<>();
    Candidates.here().forEach(candidate -> found.put(candidate, new Found()));
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<Candidate, Found> next : found.entrySet()) {
        measure(next.getKey(), next.getValue());
        System.out.println(next.getKey().name() + ": probed");
      }
    }
    return ABOUT + "\n" + idle(found) + "\n" + BUSY + "\n" + busy(found);
  }

  private static void measure(Candidate candidate, Found found) throws Exception {
    Map<String, String> ownPort =
        candidate.ours() ? Map.of("LAMEDUCK_PROBE_PORT", "{probe-port}") : Map.of();
    try (RunningService service = RunningService.start(candidate, ownPort)) {
      int port = candidate.ours() ? service.probePort() : service.readyPort();
      new Probing(port, candidate.ready()).run(WARM_UP);
      found.idle().add(new Probing(port, candidate.ready()).run(LENGTH));
      found.perSecond().add(perSecond(port, candidate.ready()));
      for (int i = 0; i < REQUESTS; i++) {
        service.get(LONG);
      }
      TimeUnit.SECONDS.sleep(1); // so that every thread has its request
      Process burner = burner();
      try {
        found.busy().add(new Probing(port, candidate.ready()).run(LENGTH));
      } finally {
        burner.destroyForcibly().waitFor();
      }
    }
  }

  private static double perSecond(int port, String path) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(PROBERS);
    try {
      List<Future<Probing>> running = new ArrayList<>();
      for (int i = 0; i < PROBERS; i++) {
        running.add(threads.submit(() -> new Probing(port, path).run(LENGTH)));
      }
      long good = 0;
      for (Future<Probing> probing : running) {
        good += probing.get().nanos().getTotalCount();
      }
      return (double) good / LENGTH.toSeconds();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Process burner() throws IOException {
    return new ProcessBuilder(Java.running(Burner.class, Integer.toString(BURNERS))).start();
  }

  private static String idle(Map<Candidate, Found> found) {
    return table("idle", Found::idle, "probes per second", ProbeComparison::perSecond, found);
  }

  private static String busy(Map<Candidate, Found> found) {
    return table("busy", Found::busy, "failed", its -> its.busy().failed(), found);
  }

  private static String perSecond(Found found) {
    return Spread.of(found.perSecond()).text();
  }

  private static String table(
      String state,
      Function<Found, ProbeTimes> times,
      String head,
      Function<Found, String> last,
      Map<Candidate, Found> found) {
    Table table = new Table(state, "p50, ms", "p99, ms", "p99.9, ms", head);
    found.forEach(
        (candidate, its) ->
            table.row(
                candidate.name(),
                times.apply(its).percentile(50),
                times.apply(its).percentile(99),
                times.apply(its).percentile(99.9),
                last.apply(its)));
    return table.text();
  }

  private static final String ABOUT =
      """
      `/ready` of this library on a port of its own (`LAMEDUCK_PROBE_PORT`), next to what each
      framework offers, where it has one on its management port. As the kubelet does, each probe is a
      connection of its own; one after the other for the latency, four at a time for the throughput.
      The client and its connection are in every figure. This library answers them on one thread that
      waits for no client, so that none keeps the kubelet from its answer.
      """;

  private static final String BUSY =
      """
      The same with more slow requests in flight than the service has threads, and twice as many
      spinning threads of another process as there are processors. A probe that takes longer than a
      second has failed, as it does for the kubelet.
      """;
}
