package io.lameduck.benchmarks.soak;

import io.lameduck.benchmarks.Comparison;
import io.lameduck.benchmarks.report.Table;
import io.lameduck.benchmarks.service.Candidate;
import io.lameduck.benchmarks.service.Candidates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Our servers are replaced again and again under load. One failure ends it. */
public final class SoakComparison implements Comparison {
  /** More would have to wait for the processors: each starts a JVM every ten seconds. */
  private static final int AT_A_TIME = 2 * Runtime.getRuntime().availableProcessors();

  @Override
  public String title() {
    return "Soak";
  }

  @Override
  public String measure(int rounds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<Soaked>> running = new ArrayList<>();
      turns(rounds).forEach(turn -> running.add(threads.submit(turn)));
      Map<Candidate, Soaked> all = new LinkedHashMap<>();
      for (Future<Soaked> next : running) {
        Soaked soaked = next.get();
        all.merge(soaked.candidate(), soaked, Soaked::and);
      }
      return ABOUT + "\n" + table(List.copyOf(all.values()));
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<SoakTurn> turns(int rounds) {
    List<Candidate> ours = Candidates.here().stream().filter(Candidate::ours).toList();
    List<SoakTurn> turns = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (Candidate candidate : ours) {
        turns.add(new SoakTurn(candidate, round));
      }
    }
    return turns;
  }

  private static String table(List<Soaked> all) {
    Table table = new Table("service", "rolls", "requests", "failed", "SIGTERM to exit, s");
    all.forEach(each -> table.row(row(each.candidate().name(), each, each.secondsToExit().text())));
    Soaked sum = all.stream().reduce(Soaked::and).orElseThrow();
    table.row(row("**all**", sum, ""));
    return table.text();
  }

  /** Had a request failed, there would be no table. */
  private static List<String> row(String name, Soaked soaked, String seconds) {
    String rolls = String.format("%,d", soaked.ends().size());
    return List.of(name, rolls, String.format("%,d", soaked.requests()), "0", seconds);
  }

  private static final String ABOUT =
      """
      Our servers with their defaults, one pod that is replaced by a new one again and again under load
      from 41 clients of seven kinds: kept alive, idle, fresh, slow, uploading, streaming, pipelining. Four
      fifths of them learn after 1.5 s that a pod is gone, the others after 4 s. The first request that
      fails, the first pod that is killed and the first exit code but 0 end the run, and nothing is
      written. `benchmarks/run soak` repeats it.
      """;
}
