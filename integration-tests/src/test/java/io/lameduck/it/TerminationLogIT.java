package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.PodSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TerminationLogIT {
  @RegisterExtension private final Instances instances = new Instances();

  @Nested
  class TheExitIsCleanAndTheTroubleLogged {
    private final Path folder;

    TheExitIsCleanAndTheTroubleLogged(@TempDir Path folder) {
      this.folder = folder;
    }

    @Test
    void whenTheFileIsMissing() throws Exception {
      Path missing = folder.resolve("missing");
      assertExit(missing, "no termination message");
      assertThat(missing).doesNotExist();
    }

    @Test
    void whenItIsADirectory() throws Exception {
      assertExit(folder, "no termination message");
    }

    /** What lies in {@code /proc} is read-only even for root. */
    @Test
    void whenItIsReadOnly() throws Exception {
      assertExit(Path.of("/proc/version"), "no termination message");
    }

    @Test
    void whenTheDiskIsFull() throws Exception {
      assertExit(Path.of("/dev/full"), "no termination message");
    }

    /** Opening a pipe that nobody reads never returns, like a file on a disk that hangs. */
    @Test
    void whenTheDiskHangs() throws Exception {
      Path pipe = folder.resolve("pipe");
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
      assertExit(pipe, "did not end");
    }

    private void assertExit(Path file, String trouble) throws Exception {
      PodSpec spec = Instances.spec(Misbehaviour.NONE);
      Instance instance =
          instances.start(spec.with("LAMEDUCK_TERMINATION_LOG", file.toString())).awaitReady();
      End end = Instances.terminate(instance);
      Instances.assertGone(end, 0, "");
      assertThat(instance.log()).anyMatch(line -> line.contains(trouble));
    }
  }
}
