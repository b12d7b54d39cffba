package io.lameduck.benchmarks.drain;

import io.lameduck.benchmarks.Comparison;
import io.lameduck.benchmarks.report.Spread;
import io.lameduck.benchmarks.report.Table;
import io.lameduck.benchmarks.service.Candidates;
import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.RollingUpdate;
import io.lameduck.rehearsal.Scenario;
import io.lameduck.rehearsal.Step;
import io.lameduck.rehearsal.Wait;
import io.lameduck.rehearsal.load.ClientKind;
import io.lameduck.rehearsal.load.Clients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Rolling updates of the same service on many frameworks, under load, as whole processes. */
public final class DrainComparison implements Comparison {
  private static final Path CHART = Path.of("benchmarks", "drain.svg");

  /** In one rehearsal: the start of a JVM costs more than anything else. */
  private static final int ROLLS_IN_A_ROW = 5;

  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  /** Mostly they wait; more of them, and the starting JVMs are what is measured. */
  private static final int AT_A_TIME = 3 * Runtime.getRuntime().availableProcessors();

  private static final List<Clients> CLIENTS =
      List.of(
          Clients.of(ClientKind.KEPT_ALIVE, 10).withPause(Duration.ofMillis(200)),
          Clients.of(ClientKind.IDLE, 10).withPause(Duration.ofSeconds(2)),
          Clients.of(ClientKind.FRESH, 5).withPause(Duration.ofMillis(100)),
          Clients.of(ClientKind.SLOW, 5).withTarget("/slow?ms=500"));

  private record Turn(Contender contender, Regime regime, int rolls, long seed)
      implements Callable<Rolls> {
    @Override
    public Rolls call() throws InterruptedException {
      Rolls found =
          Rolls.of(
              contender,
              regime,
              Rehearsal.of(contender.pod())
                  .replicas(1)
                  .startTimeout(START_TIMEOUT)
                  .clients(CLIENTS)
                  .warmUp(WARM_UP)
                  .propagation(regime.propagation())
                  .seed(seed)
                  .run(scenario()));
      System.out.printf(
          "%s, %s: %d rolls, %s of %d failed%n",
          contender.name(), regime.title(), rolls, found.failures(), found.requests());
      return found;
    }

    /** Each roll when every client has learned of the one before. */
    private Scenario scenario() {
      Wait allKnow = new Wait(regime.propagation().slowest().plusSeconds(1));
      List<Step> steps =
          Stream.generate(() -> Stream.of(new RollingUpdate(1, 0), allKnow))
              .limit(rolls)
              .flatMap(pair -> pair)
              .map(Step.class::cast)
              .toList();
      return new Scenario(rolls + " rolling updates", steps, Set.of());
    }
  }

  @Override
  public String title() {
    return "Drain";
  }

  @Override
  public String measure(int rounds) throws Exception {
    List<Contender> contenders = Candidates.here().stream().flatMap(Contender::of).toList();
    Map<Contender, Map<Regime, Rolls>> found =
        grouped(contenders, rolls(turns(contenders, rounds)));
    DrainChart.of(found.values().stream().flatMap(of -> of.values().stream()).toList())
        .write(CHART);
    StringBuilder text = new StringBuilder(ABOUT);
    text.append("\nRolls of each service in each regime: ").append(rounds).append(".\n\n");
    text.append(overview(found));
    text.append("\n![Failed requests against the time to exit](drain.svg)\n");
    for (Regime regime : Regime.values()) {
      text.append("\n### Clients learn after ").append(regime.title()).append("\n\n");
      text.append(details(regime, found.values()));
    }
    return text.toString();
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
          round.add(new Turn(contender, regime, next, random.nextLong()));
        }
      }
      Collections.shuffle(round, random);
      turns.addAll(round);
    }
    return turns;
  }

  private static List<Rolls> rolls(List<Turn> turns) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
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

  private static String overview(Map<Contender, Map<Regime, Rolls>> found) {
    List<String> heads = new ArrayList<>(List.of("failed requests in a roll"));
    for (Regime regime : Regime.values()) {
      heads.add(regime.title());
    }
    Table table = new Table(heads.toArray(String[]::new));
    found.forEach(
        (contender, byRegime) -> {
          List<String> cells = new ArrayList<>(List.of(shown(contender)));
          byRegime.values().forEach(rolls -> cells.add(Spread.number(rolls.failedPerRoll())));
          table.row(cells);
        });
    return table.text();
  }

  private static String details(Regime regime, Collection<Map<Regime, Rolls>> found) {
    Table table =
        new Table(
            "service",
            "failed",
            "how",
            "SIGTERM to exit, s",
            "after the last client knew, s",
            "exit code",
            "termination message");
    for (Map<Regime, Rolls> byRegime : found) {
      Rolls rolls = byRegime.get(regime);
      table.row(
          shown(rolls.contender()),
          rolls.failed() + " of " + rolls.requests(),
          rolls.classes(),
          rolls.secondsAfterSigterm().text(),
          rolls.secondsAfterTheLastClientKnew().text(),
          rolls.exitCodes(),
          rolls.message());
    }
    return table.text();
  }

  private static String shown(Contender contender) {
    return contender.kind().ours() ? "**" + contender.name() + "**" : contender.name();
  }

  private static final String ABOUT =
      """
      The same small service on each framework, one pod that is replaced by a new one again and again
      (a roll in each round) under load from 30 clients, rehearsed with `lameduck-rehearsal`: 10 on kept-alive connections, 10 idle ones, 5
      that connect anew for each request and 5 with slow answers. In a column clients learn that late
      that the pod is gone; "some" is one in five. Each framework is configured as its documentation
      says for a graceful shutdown ([peers](peers/README.md)), with its own delay after SIGTERM where
      it has one, and then without that delay but with a preStop sleep of 5 s. This library runs with
      its defaults, and with the early end switched on (`LAMEDUCK_PROPAGATION_MIN=0s`); no preStop.

      The exit is compared with the moment when the last client learned of the removal. Before that
      nobody can safely leave; how much later the pod is gone is what a delay costs.
      """;
}
