package io.lameduck.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.lameduck.rehearsal.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@Timeout(60)
class AttachReportsTest {
  private static final String PARALLEL = "junit.jupiter.execution.parallel.";

  private final Path folder;

  AttachReportsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static RehearsalResult result() {
    return new RehearsalResult(Reports.passed());
  }

  static final class SeveralRehearsalsCase {
    @RegisterExtension final AttachReports reports = new AttachReports();

    @Test
    void rehearsesTwice() {
      reports.accept(result());
      reports.accept(result());
    }
  }

  @Test
  void aTestHasAReportOfEachOfItsRehearsals() {
    run(SeveralRehearsalsCase.class).testEvents().assertStatistics(tests -> tests.succeeded(1));
    assertThat(folder.resolve("rehearsesTwice/web-rolling-update/report.html")).isNotEmptyFile();
    assertThat(folder.resolve("rehearsesTwice/web-rolling-update-2/report.html")).isNotEmptyFile();
  }

  static final class AnotherThreadCase {
    @RegisterExtension final AttachReports reports = new AttachReports();

    @Test
    void rehearsesElsewhere() {
      CompletableFuture.runAsync(() -> reports.accept(result())).join();
    }
  }

  @Test
  void aRehearsalMayRunOnAnotherThreadThanItsTest() {
    run(AnotherThreadCase.class).testEvents().assertStatistics(tests -> tests.succeeded(1));
    assertThat(folder.resolve("rehearsesElsewhere/web-rolling-update")).isDirectory();
  }

  abstract static class TwoAtATime {
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    static void await() {
      try {
        BOTH.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new IllegalStateException(e);
      }
    }

    abstract void rehearse();

    @Test
    void first() {
      whileTheOtherRuns();
    }

    @Test
    void second() {
      whileTheOtherRuns();
    }

    private void whileTheOtherRuns() {
      await();
      rehearse();
      await();
    }
  }

  static final class OneExtensionEachCase extends TwoAtATime {
    @RegisterExtension final AttachReports reports = new AttachReports();

    @Override
    void rehearse() {
      reports.accept(result());
    }
  }

  @Test
  void testsThatRunAtTheSameTimeEachGetTheirOwn() {
    run(OneExtensionEachCase.class).testEvents().assertStatistics(tests -> tests.succeeded(2));
    assertThat(folder.resolve("first/web-rolling-update")).isDirectory();
    assertThat(folder.resolve("second/web-rolling-update")).isDirectory();
  }

  static final class OneExtensionForBothCase extends TwoAtATime {
    @RegisterExtension static final AttachReports REPORTS = new AttachReports();

    @Override
    void rehearse() {
      assertThatThrownBy(() -> REPORTS.accept(result()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("2 tests are running")
          .hasMessageContaining("not static");
    }
  }

  /** Better no attachment than one of another test. */
  @Test
  void thoseThatShareOneAreTold() {
    run(OneExtensionForBothCase.class).testEvents().assertStatistics(tests -> tests.succeeded(2));
  }

  @Test
  void outsideOfATestItHasNowhereToGo() {
    assertThatThrownBy(() -> new AttachReports().accept(result()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("@RegisterExtension");
  }

  private EngineExecutionResults run(Class<?> testCase) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(testCase))
        .configurationParameter(PARALLEL + "enabled", "true")
        .configurationParameter(PARALLEL + "mode.default", "concurrent")
        .configurationParameter(PARALLEL + "config.strategy", "fixed")
        .configurationParameter(PARALLEL + "config.fixed.parallelism", "2")
        .outputDirectoryCreator(new Output(folder))
        .execute();
  }

  /** A folder for each test, of its name. */
  private record Output(Path folder) implements OutputDirectoryCreator {
    @Override
    public Path getRootDirectory() {
      return folder;
    }

    @Override
    public Path createOutputDirectory(TestDescriptor test) throws IOException {
      return Files.createDirectories(folder.resolve(test.getDisplayName().replace("()", "")));
    }
  }
}
