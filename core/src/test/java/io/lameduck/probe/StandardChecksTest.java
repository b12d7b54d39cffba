package io.lameduck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardChecksTest {
  @Nested
  class FreeDiskSpace {
    private final Path directory;

    FreeDiskSpace(@TempDir Path directory) {
      this.directory = directory;
    }

    @Test
    void isEnoughWithOneByteWanted() throws Exception {
      assertThat(StandardChecks.freeDiskSpace(directory, 1).healthy()).isTrue();
    }

    @Test
    void isNotEnoughForEverything() {
      assertThatThrownBy(StandardChecks.freeDiskSpace(directory, Long.MAX_VALUE)::healthy)
          .hasMessageMatching(".+: \\d+ bytes free \\(expected: >= 9223372036854775807\\)");
    }

    @Test
    void isNotKnownOfAMissingPath() {
      assertThatThrownBy(StandardChecks.freeDiskSpace(directory.resolve("missing"), 1)::healthy)
          .isInstanceOf(IOException.class);
    }

    @Test
    void isWanted() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> StandardChecks.freeDiskSpace(directory, 0))
          .withMessage("minBytes: 0 (expected: >= 1)");
    }
  }
}
