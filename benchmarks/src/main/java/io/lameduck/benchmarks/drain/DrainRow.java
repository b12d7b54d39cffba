package io.lameduck.benchmarks.drain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of the chart: a service in both of its ways, and ours, whatever the server, as one. */
record DrainRow(String title, List<Way> ways) {
  private record Way(Contender contender, Map<Regime, Rolls> byRegime) {}

  static List<DrainRow> of(Map<Contender, Map<Regime, Rolls>> found) {
    return found.entrySet().stream()
        .map(entry -> new Way(entry.getKey(), entry.getValue()))
        .collect(groupingBy(way -> title(way.contender()), LinkedHashMap::new, toList()))
        .entrySet()
        .stream()
        .map(entry -> new DrainRow(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String title(Contender contender) {
    return contender.kind().ours() ? "Lameduck" : contender.service();
  }

  /** Failed requests in a roll, of the worst of them, as they are usually configured or else. */
  double failed(Regime regime, boolean usual) {
    return ways.stream()
        .filter(way -> way.contender().kind().usual() == usual)
        .mapToDouble(way -> way.byRegime().get(regime).failedPerRoll())
        .max()
        .orElse(0);
  }
}
