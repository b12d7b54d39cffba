package io.lameduck.benchmarks.jmh;

import io.lameduck.benchmarks.Comparison;
import io.lameduck.benchmarks.report.Spread;
import io.lameduck.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gate that counts what is in flight, next to what others do at the same place. */
public final class GateComparison implements Comparison {
  private static final int[] THREADS = {1, 2, 4, 16};
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
  private static final Map<String, String> CANDIDATES = candidates();

  private static Map<String, String> candidates() {
    Map<String, String> candidates = new LinkedHashMap<>();
    candidates.put("lameduckGate", "**Lameduck, `Gate`**");
    candidates.put("lameduckTicket", "**Lameduck, a whole ticket**");
    candidates.put("undertow", "Undertow, `GracefulShutdownHandler`");
    candidates.put("armeria", "Armeria, `GracefulShutdownSupport`");
    candidates.put("jetty", "Jetty, `GracefulHandler`");
    candidates.put("longAdders", "two `LongAdder`s");
    candidates.put("atomicLong", "`AtomicLong`");
    candidates.put("phaser", "`Phaser`");
    candidates.put("readWriteLock", "`ReentrantReadWriteLock`, for reading");
    return candidates;
  }

  @Override
  public String title() {
    return "Gate";
  }

  @Override
  public String measure(int rounds) throws Exception {
    String text = ABOUT + "\nOn platform threads:\n\n" + table(rounds, false);
    return Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS
        ? text
        : text + "\nOn virtual threads, each on a carrier of its own:\n\n" + table(rounds, true);
  }

  private static String table(int rounds, boolean virtual) throws Exception {
    List<Jmh> runs = new ArrayList<>();
    for (int threads : THREADS) {
      runs.add(new Jmh(GateBenchmark.class.getName(), threads, virtual));
    }
    for (int round = 0; round < rounds; round++) {
      for (Jmh run : runs) {
        run.round();
      }
    }
    Table table = new Table("ns to enter and leave", "1 thread", "2", "4", "16", "bytes");
    CANDIDATES.forEach((method, name) -> table.row(row(runs, method, name)));
    return table.text();
  }

  private static List<String> row(List<Jmh> runs, String method, String name) {
    List<String> cells = new ArrayList<>(List.of(name));
    runs.forEach(run -> cells.add(run.nanos(method).text()));
    cells.add(Spread.number(Math.rint(runs.get(0).bytes(method).median())));
    return cells;
  }

  private static final String ABOUT =
      """
      What a request pays, once when it comes and once when it goes, so that a drain can wait for it:
      median and range over the rounds, in nanoseconds for each thread. `Gate` is refusable and
      exact: nobody who was let in is missed, and nobody is let in once it is shut. Of the others
      that holds for Undertow's handler, `Phaser` and `ReentrantReadWriteLock`; Armeria refuses
      nobody, and Jetty counts first and looks then. `AtomicLong` and `LongAdder` only count.

      The ticket is what the adapters of this library take. It costs more than the gate because it
      buys an answer to "what are you waiting for?": it knows since when it is in flight and what
      it is, and stands in a list from which the oldest can be shown.
      """;
}
