package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The first requests of each pod beside the steady state. */
final class ColdStartTable {
  private ColdStartTable() {}

  /** Empty if no client asked in a way that can be compared. */
  static Optional<Table> of(Report report) {
    List<List<String>> rows = new ArrayList<>();
    for (PodHistory pod : report.pods()) {
      ColdStart coldStart = report.results().coldStarts().byPod().get(pod.name());
      if (coldStart != null) {
        rows.add(row(pod.name(), coldStart));
      }
    }
    report.results().coldStarts().ofNewPods().ifPresent(all -> rows.add(row("new pods", all)));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    rows.add(
        0,
        List.of(
            "first 1,000",
            "requests",
            "median",
            "99 %",
            "steady median",
            "steady 99 %",
            "ratio",
            ""));
    return Optional.of(new Table(1, rows));
  }

  private static List<String> row(String name, ColdStart coldStart) {
    boolean anySteady = coldStart.steadyRequests() > 0;
    return List.of(
        name,
        Numbers.of(coldStart.requests()),
        Seconds.precisely(coldStart.first().median()),
        Seconds.precisely(coldStart.first().p99()),
        anySteady ? Seconds.precisely(coldStart.steady().median()) : "-",
        anySteady ? Seconds.precisely(coldStart.steady().p99()) : "-",
        ratio(coldStart),
        coldStart.conclusive() ? "" : "too few");
  }

  /** {@code 3.2}; a dash where there is none. */
  static String ratio(ColdStart coldStart) {
    OptionalDouble ratio = coldStart.ratio();
    return ratio.isPresent() ? String.format(Locale.ROOT, "%,.1f", ratio.getAsDouble()) : "-";
  }
}
