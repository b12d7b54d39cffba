package io.lameduck.benchmarks.drain;

import io.lameduck.benchmarks.Comparison;
import io.lameduck.benchmarks.report.MarkedPart;
import io.lameduck.benchmarks.service.Candidates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Rolling updates of the same service on many frameworks, under load, as whole processes. */
public final class DrainComparison implements Comparison {
  private static final Path README = Path.of("README.md");
  private static final Path CHART = Path.of("benchmarks", "drain.svg");

  /** In one rehearsal: the start of a JVM costs more than anything else. */
  private static final int ROLLS_IN_A_ROW = 5;

  private static final int MINUTES_LONG_ROLLS = 1;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** Mostly they wait; more of them, and the starting JVMs are what is measured. */
  private static final int AT_A_TIME = 3 * PROCESSORS;

  /** These wait for minutes. */
  private static final int MINUTES_LONG_AT_A_TIME = 4 * PROCESSORS;

  @Override
  public String title() {
    return "Drain";
  }

  @Override
  public String measure(int rounds) throws Exception {
    MarkedPart readme = new MarkedPart(README, "drain");
    readme.requireMarked(); // rather than after an hour
    List<Contender> contenders = Candidates.here().stream().flatMap(Contender::of).toList();
    List<Rolls> all = new ArrayList<>();
    all.addAll(rolls(minutesLongTurns(contenders), MINUTES_LONG_AT_A_TIME));
    all.addAll(rolls(turns(contenders, rounds), AT_A_TIME));
    Map<Contender, Map<Regime, Rolls>> found = grouped(contenders, all);
    Files.writeString(CHART, DrainChart.svg(found));
    readme.put(measuredToday() + new ReadmeTable(found).text());
    DrainTables tables = new DrainTables(found);
    StringBuilder text = new StringBuilder(ABOUT);
    text.append("\nRolls of each service in each regime: ")
        .append(rounds)
        .append("; of those that take minutes, ")
        .append(MINUTES_LONG_ROLLS)
        .append(".\n\n");
    text.append(tables.overview());
    text.append("\n![Failed requests in a roll, by service](drain.svg)\n");
    for (Regime regime : Regime.values()) {
      text.append("\n### Clients learn after ").append(regime.title()).append("\n\n");
      text.append(tables.details(regime));
    }
    return text.toString();
  }

  private static String measuredToday() {
    return "Measured on "
        + LocalDate.now(ZoneOffset.UTC)
        + "; [what, and how](benchmarks/RESULTS.md#drain).\n\n";
  }

  /** Every contender in every regime, some rolls at a time, in an order of chance. */
  private static List<Turn> turns(List<Contender> contenders, int rolls) {
    List<Turn> turns = new ArrayList<>();
    Random random = new Random(1);
    for (int done = 0; done < rolls; done += ROLLS_IN_A_ROW) {
      int next = Math.min(ROLLS_IN_A_ROW, rolls - done);
      List<Turn> round = new ArrayList<>();
      for (Contender contender : contenders) {
        for (Regime regime : Regime.values()) {
          if (!regime.takesMinutes()) {
            round.add(new Turn(contender, regime, next, random.nextLong()));
          }
        }
      }
      Collections.shuffle(round, random);
      turns.addAll(round);
    }
    return turns;
  }

  /** Of every contender, in the regimes whose rolls take minutes. */
  private static List<Turn> minutesLongTurns(List<Contender> contenders) {
    return contenders.stream()
        .flatMap(
            contender ->
                Stream.of(Regime.values())
                    .filter(Regime::takesMinutes)
                    .map(regime -> new Turn(contender, regime, MINUTES_LONG_ROLLS, 1)))
        .toList();
  }

  private static List<Rolls> rolls(List<Turn> turns, int atATime) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(atATime);
    try {
      List<Rolls> rolls = new ArrayList<>();
      for (Future<Rolls> some : threads.invokeAll(turns)) {
        rolls.add(some.get());
      }
      return rolls;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Ours first, then the others without preStop; within each in the order of the services. */
  private static Map<Contender, Map<Regime, Rolls>> grouped(
      List<Contender> contenders, List<Rolls> all) {
    Map<Contender, Map<Regime, Rolls>> grouped = new LinkedHashMap<>();
    contenders.stream()
        .sorted(Comparator.comparing(Contender::kind))
        .forEach(contender -> grouped.put(contender, new EnumMap<>(Regime.class)));
    all.forEach(rolls -> grouped.get(rolls.contender()).merge(rolls.regime(), rolls, Rolls::and));
    return grouped;
  }

  private static final String ABOUT =
      """
      The same small service on each framework, one pod that is replaced by a new one again and
      again under load from 30 clients, rehearsed with `lameduck-rehearsal`: 10 on kept-alive
      connections, 10 idle ones, 5 that connect anew for each request and 5 with slow answers. In a
      column clients learn that late that the pod is gone; "some" is one in five. Each framework is
      configured as its documentation says for a graceful shutdown ([peers](peers/README.md)), with
      its own delay after SIGTERM where it has one, of 5 s, and then without that delay but with a
      preStop sleep of 5 s. This library runs with its defaults, and with the early end switched on
      (`LAMEDUCK_PROPAGATION_MIN=0s`); no preStop. As each pod is soon replaced, their JVMs compile
      with C1 only (`-XX:TieredStopAtLevel=1`).

      In the last column the pods stand behind something as slow as a Network Load Balancer of AWS, and
      everybody knows: delays and preStop sleeps are of 150 s, this library is told
      `LAMEDUCK_BEHIND=nlb`, and all have a grace period of 305 s.

      The exit is compared with the moment when the last client learned of the removal. Before that
      nobody can safely leave; how much later the pod is gone is what a delay costs.

      Quarkus goes on accepting while any request is in flight (`GracefulShutdownFilter`). Where all
      clients learn at once, its slow answers carry it over; where one in five is left, it stops at
      the first gap between two of them.
      """;
}
