package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.Failure;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.util.ArrayList;
import java.util.List;

/** A report for a terminal. */
final class TextReport {
  private static final int EXAMPLES = 5;

  private final List<String> lines = new ArrayList<>();

  private TextReport() {}

  static String of(Report report) {
    TextReport text = new TextReport();
    text.add(Tables.clients(report).toString(), "");
    text.add(Tables.pods(report).toString(), "");
    ColdStartTable.of(report).ifPresent(table -> text.add(table.toString(), ""));
    text.failures(report);
    text.messages(report);
    Advice.of(report).forEach(sentence -> text.add(Wrapped.of(sentence)));
    text.add("");
    text.add(Wrapped.of(Headline.of(report)));
    return String.join("\n", text.lines) + "\n";
  }

  private void add(String... more) {
    lines.addAll(List.of(more));
  }

  private void failures(Report report) {
    List<Failure> failures = report.results().failures();
    failures.stream().limit(EXAMPLES).map(TextReport::line).forEach(this::add);
    if (report.results().failed() > EXAMPLES) {
      add("... and " + Numbers.of(report.results().failed() - EXAMPLES) + " more");
    }
    if (!failures.isEmpty()) {
      add("");
    }
  }

  static String line(Failure failure) {
    return Seconds.of(failure.at())
        + " "
        + failure.client().label()
        + " "
        + failure.kind().label()
        + ": "
        + failure.detail();
  }

  private void messages(Report report) {
    for (PodHistory pod : report.pods()) {
      if (pod.end() != null && !pod.end().message().isBlank()) {
        add(Wrapped.of(pod.name() + " left: " + pod.end().message().strip()), "");
      }
    }
  }
}
