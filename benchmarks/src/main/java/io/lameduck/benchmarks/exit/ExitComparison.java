package io.lameduck.benchmarks.exit;

import io.lameduck.benchmarks.Comparison;
import io.lameduck.benchmarks.report.Spread;
import io.lameduck.benchmarks.report.Table;
import io.lameduck.benchmarks.service.Candidate;
import io.lameduck.benchmarks.service.Candidates;
import io.lameduck.benchmarks.service.Java;
import io.lameduck.benchmarks.service.RunningService;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** How quickly a process is gone when nothing has to be waited for. */
public final class ExitComparison implements Comparison {
  private static final double NANOS_IN_A_MILLISECOND = 1e6;
  private static final String EMPTY = "an empty JVM";

  @Override
  public String title() {
    return "Exit";
  }

  @Override
  public String measure(int rounds) throws Exception {
    List<Candidate> candidates = Candidates.here();
    Map<String, ExitTimes> times = new LinkedHashMap<>();
    times.put(EMPTY, new ExitTimes());
    candidates.forEach(candidate -> times.put(candidate.name(), new ExitTimes()));
    for (int round = 0; round < rounds; round++) {
      times.get(EMPTY).idle(emptyJvm());
      for (Candidate candidate : candidates) {
        ExitTimes its = times.get(candidate.name());
        its.idle(idle(candidate));
        busy(candidate, its);
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

  private static double idle(Candidate candidate) throws Exception {
    try (RunningService service = RunningService.start(candidate, candidate.delayOff())) {
      long begin = System.nanoTime();
      return (service.terminate() - begin) / NANOS_IN_A_MILLISECOND;
    }
  }

  private static void busy(Candidate candidate, ExitTimes times) throws Exception {
    try (RunningService service = RunningService.start(candidate, candidate.delayOff())) {
      CompletableFuture<Long> answered =
          service.get("/slow?ms=1000").thenApply(ExitComparison::whenGood);
      TimeUnit.MILLISECONDS.sleep(500); // the middle of the answer
      long exited = service.terminate();
      try {
        times.afterLastRequest((exited - answered.join()) / NANOS_IN_A_MILLISECOND);
      } catch (CompletionException e) {
        System.out.println(candidate.name() + ": a request in flight failed: " + e.getCause());
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
      """;
}
