package io.lameduck.rehearsal;

import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.report.ReportFormats;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a rehearsal came to.
 *
 * @param report all that was seen
 */
public record RehearsalResult(Report report) {
  /** Whether the rehearsal passed; {@link Report#verdict()} has the reasons if it did not. */
  public boolean passed() {
    return report.verdict().passed();
  }

  /**
   * Returns this result if the rehearsal passed.
   *
   * @throws AssertionError if it did not pass, with {@link #text()} as the message
   */
  public RehearsalResult assertPassed() {
    if (!passed()) {
      throw new AssertionError(text());
    }
    return this;
  }

  /** The verdict in one line: {@code PASSED: rolling update of hello: ...}. */
  public String verdictLine() {
    return ReportFormats.verdictLine(report);
  }

  /** The tables, the advice and the verdict, for a terminal of 100 columns. */
  public String text() {
    return ReportFormats.text(report);
  }

  /** The whole report as JSON. */
  public String json() {
    return ReportFormats.json(report);
  }

  /**
   * Writes {@code report.html}, {@code report.json} and {@code report.txt} into a folder, which is
   * created if need be.
   *
   * @throws IOException if that fails
   */
  public void writeTo(Path folder) throws IOException {
    ReportFormats.write(report, folder);
  }
}
