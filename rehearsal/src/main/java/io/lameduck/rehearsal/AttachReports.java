package io.lameduck.rehearsal;

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
 *     Rehearsal.of(checkout).rollingUpdate().assertPassed();
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
    Publication.attachTo(result -> attach(result, test));
  }

  private static void attach(RehearsalResult result, ExtensionContext test) {
    String folder = result.report().service() + " " + result.report().scenario();
    test.publishDirectory(folder.replace(' ', '-'), result::writeTo);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    Publication.detach();
  }
}
