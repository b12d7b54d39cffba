package io.lameduck.rehearsal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.rehearsal.model.Failure;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** A report as one page that needs nothing else: no network, no font, no script. */
final class HtmlReport {
  private static final int FAILURES = 50;

  private final Report report;
  private final Tag main = Tag.of("main");

  private HtmlReport(Report report) {
    this.report = report;
  }

  static String of(Report report) {
    return new HtmlReport(report).page();
  }

  private String page() {
    headline();
    main.add(Figures.draw(report));
    main.add(TimelineDrawing.of(report));
    table("Clients", Tables.clients(report));
    table("Pods", Tables.pods(report));
    ColdStartTable.of(report).ifPresent(table -> table("Latency of new pods", table));
    if (report.verdict().passed()) {
      advice();
    }
    failures();
    messages();
    logs();
    settings();
    return "<!doctype html>\n" + html().add(head()).add(Tag.of("body").add(main)) + "\n";
  }

  private static Tag html() {
    return Tag.of("html").with("lang", "en");
  }

  /** The policy makes the browser itself refuse whatever is not in this file. */
  private Tag head() {
    return Tag.of("head")
        .add(Tag.of("meta").with("charset", "utf-8"))
        .add(
            Tag.of("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", "default-src 'none'; style-src 'unsafe-inline'"))
        .add(
            Tag.of("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"))
        .add("title", Headline.of(report))
        .add(Tag.of("style").raw(style()));
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void headline() {
    boolean passed = report.verdict().passed();
    main.add(
        Tag.of("h1", passed ? "passed" : "failing")
            .text((passed ? "✔ PASSED" : "✘ FAILED") + ": ")
            .text(report.scenario() + " of " + report.service()));
    if (!passed) {
      list(report.verdict().reasons(), "reasons");
      advice();
    }
    main.add(
        Tag.of("p", "lead")
            .text(
                (passed ? Headline.requests(report) + ". " : "")
                    + learning()
                    + Headline.end(report)));
  }

  private String learning() {
    return report.propagation() == null
        ? "The clients asked " + String.join(", ", Fronts.of(report)) + " in a cluster."
        : "Clients learned of changes after " + report.propagation() + ".";
  }

  private void list(List<String> sentences, String styleClass) {
    Tag list = Tag.of("ul", styleClass);
    sentences.forEach(sentence -> list.add("li", sentence));
    main.add(list);
  }

  private void table(String title, Table table) {
    main.add("h2", title);
    Tag element = Tag.of("table");
    for (int row = 0; row < table.rows().size(); row++) {
      element.add(row(table, row));
    }
    main.add(Tag.of("div", "wide").add(element));
  }

  private static Tag row(Table table, int row) {
    Tag line = Tag.of("tr");
    List<String> cells = table.rows().get(row);
    for (int column = 0; column < cells.size(); column++) {
      String styleClass = table.isWords(column) ? "words" : "number";
      line.add(Tag.of(row == 0 ? "th" : "td", styleClass).text(cells.get(column)));
    }
    return line;
  }

  /** Where it failed, what to do about it comes first. */
  private void advice() {
    List<String> advice = Advice.of(report);
    if (!advice.isEmpty()) {
      main.add("h2", "What it tells about the settings");
      list(advice, "advice");
    }
  }

  private void failures() {
    List<Failure> failures = report.results().failures();
    if (!failures.isEmpty()) {
      main.add("h2", "The first failures of " + Numbers.of(report.results().failed()));
      list(failures.stream().limit(FAILURES).map(TextReport::line).toList(), "failures");
    }
  }

  private void messages() {
    main.add("h2", "Termination messages");
    for (PodHistory pod : report.pods()) {
      if (pod.end() != null) {
        String message = pod.end().message().strip();
        main.add("h3", pod.name());
        main.add("pre", message.isEmpty() ? "(none)" : message);
      }
    }
  }

  private void logs() {
    main.add("h2", "Logs");
    for (PodHistory pod : report.pods()) {
      main.add(
          Tag.of("details")
              .add(
                  "summary",
                  pod.name() + ", last lines of its log: " + Numbers.of(pod.log().size()))
              .add("pre", String.join("\n", pod.log())));
    }
  }

  private void settings() {
    main.add("h2", "Settings");
    Tag list = Tag.of("dl", "settings");
    list.add("dt", "begun").add("dd", report.begun().toString());
    report.settings().forEach((name, value) -> list.add("dt", name).add("dd", value));
    main.add(list);
  }
}
