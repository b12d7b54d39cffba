package io.lameduck.benchmarks.drain;

import static java.util.stream.Collectors.joining;

import io.lameduck.benchmarks.report.Spread;
import io.lameduck.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shortest table: the worst of our servers, and each of the others in both of its ways. */
record ReadmeTable(Map<Contender, Map<Regime, Rolls>> found) {
  String text() {
    Map<String, List<Map<Regime, Rolls>>> rows = new LinkedHashMap<>();
    found.forEach(
        (contender, byRegime) ->
            rows.computeIfAbsent(title(contender), any -> new ArrayList<>()).add(byRegime));
    Table table = new Table(Regime.heads("failed requests in a roll"));
    rows.forEach((title, ways) -> table.row(row(title, ways)));
    return table.text();
  }

  private static String title(Contender contender) {
    return contender.kind().ours() ? "**" + contender.kind().title() + "**" : contender.service();
  }

  private static List<String> row(String title, List<Map<Regime, Rolls>> ways) {
    List<String> cells = new ArrayList<>(List.of(title));
    for (Regime regime : Regime.values()) {
      cells.add(cell(ways.stream().map(way -> way.get(regime)).toList()));
    }
    return cells;
  }

  private static String cell(List<Rolls> ways) {
    List<Double> failed = ways.stream().map(Rolls::failedPerRoll).toList();
    return ways.get(0).contender().kind().ours()
        ? Spread.number(Spread.of(failed).most())
        : failed.stream().map(Spread::number).collect(joining(" / "));
  }
}
