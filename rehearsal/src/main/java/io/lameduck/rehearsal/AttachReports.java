package io.lameduck.rehearsal;

import io.lameduck.rehearsal.report.Report;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Attaches the report of every rehearsal to the test that ran it, on the test's own thread:
 *
 * <pre>{@code
 * @ExtendWith(AttachReports.class)
 * class CheckoutIT {
 *   @Test
 *   void noRequestFailsInARollingUpdate() throws InterruptedException {
 *     Rehearsal.of(checkout).rollingUpdate().assertNoFailedRequest();
 *   }
 * }
 * }</pre>
 *
 * <p>JUnit puts attachments into its output folder ({@code junit.platform.reporting.output.dir}).
 */
public final class AttachReports implements BeforeEachCallback, AfterEachCallback {
  /** Public for JUnit. */
  public AttachReports() {}

  @Override
  public void beforeEach(ExtensionContext test) {
    Publication.attachTo(report -> attach(report, test));
  }

  private static void attach(Report report, ExtensionContext test) {
    String folder = report.service() + " " + report.scenario();
    test.publishDirectory(folder.replace(' ', '-'), report::writeTo);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    Publication.detach();
  }
}
