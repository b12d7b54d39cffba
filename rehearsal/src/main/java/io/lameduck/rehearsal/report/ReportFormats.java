package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report for people and for programs. */
public final class ReportFormats {
  private ReportFormats() {}

  /** The verdict in one line: {@code PASSED: rolling update of hello: ...}. */
  public static String verdictLine(Report report) {
    return Headline.of(report);
  }

  /** The tables, the advice and the verdict, for a terminal of 100 columns. */
  public static String text(Report report) {
    return TextReport.of(report);
  }

  /** The whole report as JSON. */
  public static String json(Report report) {
    return JsonReport.of(report);
  }

  /**
   * Writes {@code report.html}, {@code report.json} and {@code report.txt} into a folder, which is
   * created if need be.
   *
   * @throws IOException if that fails
   */
  public static void write(Report report, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.html"), HtmlReport.of(report));
    Files.writeString(folder.resolve("report.json"), json(report));
    Files.writeString(folder.resolve("report.txt"), text(report));
  }
}
