package io.lameduck.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Propagation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@Timeout(60)
class AttachReportsIT {
  static final class SomebodysTestCase {
    @RegisterExtension final AttachReports reports = new AttachReports();

    @Test
    void noRequestFailsWhenAPodGoes() throws InterruptedException {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String classPath = System.getProperty("java.class.path");
      List<String> command =
          List.of(java, "-cp", classPath, UnrulyServer.class.getName(), "GRACEFUL");
      Rehearsal.of(PodSpec.of("web", command).ready("/"))
          .clients(List.of(Clients.of(ClientKind.FRESH, 2)))
          .propagation(Propagation.fixed(Duration.ofMillis(300)))
          .warmUp(Duration.ofMillis(300))
          .reportTo(reports)
          .scaleDown()
          .assertPassed();
    }
  }

  /** Where JUnit would have its output folder. */
  private record Output(Path folder) implements OutputDirectoryCreator {
    @Override
    public Path getRootDirectory() {
      return folder;
    }

    @Override
    public Path createOutputDirectory(TestDescriptor test) {
      return folder;
    }
  }

  @Test
  void theReportIsAttachedToTheTestThatMadeIt(@TempDir Path folder) {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(SomebodysTestCase.class))
            .outputDirectoryCreator(new Output(folder))
            .execute();
    results.testEvents().assertStatistics(tests -> tests.succeeded(1));
    assertThat(results.testEvents().fileEntryPublished().list()).hasSize(1);
    assertThat(folder.resolve("web-scale-down/report.html")).isNotEmptyFile();
  }
}
