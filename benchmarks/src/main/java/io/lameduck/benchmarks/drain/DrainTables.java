package io.lameduck.benchmarks.drain;

import io.lameduck.benchmarks.report.Spread;
import io.lameduck.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was found, contender by contender: at a glance, and for each regime in detail. */
record DrainTables(Map<Contender, Map<Regime, Rolls>> found) {
  String overview() {
    Table table = new Table(Regime.heads("failed requests in a roll"));
    found.forEach((contender, byRegime) -> table.row(glance(contender, byRegime)));
    return table.text();
  }

  private static List<String> glance(Contender contender, Map<Regime, Rolls> byRegime) {
    List<String> cells = new ArrayList<>(List.of(shown(contender)));
    byRegime.values().forEach(rolls -> cells.add(Spread.number(rolls.failedPerRoll())));
    return cells;
  }

  String details(Regime regime) {
    Table table =
        new Table(
            "service",
            "failed",
            "how",
            "SIGTERM to exit, s",
            "after the last client knew, s",
            "exit code",
            "termination message");
    found.forEach((contender, byRegime) -> table.row(details(contender, byRegime.get(regime))));
    return table.text();
  }

  private static List<String> details(Contender contender, Rolls rolls) {
    return List.of(
        shown(contender),
        rolls.failed() + " of " + rolls.requests(),
        rolls.classes(),
        rolls.secondsAfterSigterm().text(),
        rolls.secondsAfterTheLastClientKnew().text(),
        rolls.exitCodes(),
        rolls.message());
  }

  private static String shown(Contender contender) {
    return contender.kind().ours() ? "**" + contender.name() + "**" : contender.name();
  }
}
