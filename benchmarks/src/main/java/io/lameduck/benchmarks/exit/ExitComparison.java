package io.lameduck.benchmarks.exit;

import io.lameduck.benchmarks.Comparison;
import io.lameduck.benchmarks.report.Spread;
import io.lameduck.benchmarks.report.Table;
import io.lameduck.benchmarks.service.AotCache;
import io.lameduck.benchmarks.service.Candidate;
import io.lameduck.benchmarks.service.Candidates;
import io.lameduck.benchmarks.service.Java;
import io.lameduck.benchmarks.service.RunningService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How quickly a process is gone when nothing has to be waited for. */
public final class ExitComparison implements Comparison {
  private static final double NANOS_IN_A_MILLISECOND = 1e6;
  private static final String EMPTY = "an empty JVM";

  /** A service in the way it takes part. */
  private record Entrant(String name, Candidate candidate, Map<String, String> variables) {
    static Entrant of(Candidate candidate) {
      return new Entrant(candidate.name(), candidate, candidate.delayOff());
    }

    RunningService start() throws IOException, InterruptedException {
      return RunningService.start(candidate, variables);
    }
  }

  @Override
  public String title() {
    return "Exit";
  }

  @Override
  public String measure(int rounds) throws Exception {
    List<Candidate> candidates = Candidates.here();
    if (!AotCache.isPossible()) {
      return compare(candidates.stream().map(Entrant::of).toList(), rounds);
    }
    Candidate first = candidates.get(0);
    try (AotCache cache = AotCache.empty()) {
      idle(new Entrant(first.name(), first, cache.filling())); // a whole life, its end included
      Entrant cached = new Entrant(first.name() + ", AOT cache", first, cache.using());
      return compare(
          Stream.concat(Stream.of(cached), candidates.stream().map(Entrant::of)).toList(), rounds);
    }
  }

  private static String compare(List<Entrant> entrants, int rounds) throws Exception {
    Map<String, ExitTimes> times = new LinkedHashMap<>();
    times.put(EMPTY, new ExitTimes());
    entrants.forEach(entrant -> times.put(entrant.name(), new ExitTimes()));
    for (int round = 0; round < rounds; round++) {
      times.get(EMPTY).idle(emptyJvm());
      for (Entrant entrant : entrants) {
        ExitTimes its = times.get(entrant.name());
        its.idle(idle(entrant));
        busy(entrant, its);
      }
    }
    double floor = times.get(EMPTY).idle().median();
    Table table =
        new Table("ms", "SIGTERM to exit", "more than an empty JVM", "last answer to exit");
    times.forEach((name, its) -> table.row(row(name, its, floor)));
    return ABOUT + "\n" + table.text();
  }

  private static List<String> row(String name, ExitTimes times, double floor) {
    String more = name.equals(EMPTY) ? "" : Spread.number(times.idle().median() - floor);
    String busy = name.equals(EMPTY) ? "" : times.afterLastRequest();
    return List.of(name, times.idle().text(), more, busy);
  }

  private static double emptyJvm() throws Exception {
    Process process = new ProcessBuilder(Java.running(EmptyJvm.class)).start();
    try {
      process.getInputStream().read();
      long begin = System.nanoTime();
      process.destroy();
      process.waitFor();
      return (System.nanoTime() - begin) / NANOS_IN_A_MILLISECOND;
    } finally {
      process.destroyForcibly();
    }
  }

  private static double idle(Entrant entrant) throws Exception {
    try (RunningService service = entrant.start()) {
      long begin = System.nanoTime();
      return (service.terminate() - begin) / NANOS_IN_A_MILLISECOND;
    }
  }

  private static void busy(Entrant entrant, ExitTimes times) throws Exception {
    try (RunningService service = entrant.start()) {
      CompletableFuture<Long> answered =
          service.get("/slow?ms=1000").thenApply(ExitComparison::whenGood);
      TimeUnit.MILLISECONDS.sleep(500); // the middle of the answer
      long exited = service.terminate();
      try {
        times.afterLastRequest((exited - answered.join()) / NANOS_IN_A_MILLISECOND);
      } catch (CompletionException e) {
        System.out.println(entrant.name() + ": a request in flight failed: " + e.getCause());
      }
    }
  }

  private static long whenGood(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException("status " + response.statusCode());
    }
    return System.nanoTime();
  }

  private static final String ABOUT =
      """
      Outside a cluster, where this library waits for no propagation, and with the delays of the
      others switched off. In the last column a request was in flight when SIGTERM came.

      The library loads the classes of its shutdown in a dry run behind the start, which nobody waits
      for; those of the server's own end are loaded when it comes. A JVM that has learned all of them
      from an earlier run (`-XX:AOTCacheOutput`, JDK 25) spends next to nothing on it.
      """;
}
