package io.lameduck.rehearsal;

import io.lameduck.rehearsal.model.Report;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Attaches reports to the JUnit test that made them:
 *
 * <pre>{@code
 * class OrdersIT {
 *   @RegisterExtension final AttachReports reports = new AttachReports();
 *
 *   @Test
 *   void noRequestFailsInARollingUpdate() throws InterruptedException {
 *     Rehearsal.of(orders).reportTo(reports).rollingUpdate().assertPassed();
 *   }
 * }
 * }</pre>
 *
 * <p>JUnit puts attachments into its output folder ({@code junit.platform.reporting.output.dir}). A
 * test may run several rehearsals, on any thread. Tests that run at the same time each need an
 * extension of their own, as a field that is not static gives them.
 */
public final class AttachReports
    implements BeforeEachCallback, AfterEachCallback, Consumer<RehearsalResult> {
  /** How many reports of each name a running test has. */
  private final Map<ExtensionContext, Map<String, Integer>> running = new ConcurrentHashMap<>();

  /** For a field with {@code @RegisterExtension}. */
  public AttachReports() {}

  @Override
  public void beforeEach(ExtensionContext test) {
    running.put(test, new ConcurrentHashMap<>());
  }

  @Override
  public void afterEach(ExtensionContext test) {
    running.remove(test);
  }

  /**
   * Attaches the report to the test that is running.
   *
   * @throws IllegalStateException unless exactly one test is running with this extension
   */
  @Override
  public void accept(RehearsalResult result) {
    Map.Entry<ExtensionContext, Map<String, Integer>> test = test();
    String name = name(result.report());
    int number = test.getValue().merge(name, 1, Integer::sum);
    test.getKey().publishDirectory(number == 1 ? name : name + "-" + number, result::writeTo);
  }

  private Map.Entry<ExtensionContext, Map<String, Integer>> test() {
    List<Map.Entry<ExtensionContext, Map<String, Integer>>> tests = List.copyOf(running.entrySet());
    if (tests.size() == 1) {
      return tests.get(0);
    }
    throw new IllegalStateException(
        tests.size()
            + " tests are running with this AttachReports (expected: one, in which it is a field"
            + " with @RegisterExtension, not static where tests run at the same time)");
  }

  private static String name(Report report) {
    return (report.service() + " " + report.scenario()).replaceAll("[^\\p{L}\\p{N}._-]+", "-");
  }
}
