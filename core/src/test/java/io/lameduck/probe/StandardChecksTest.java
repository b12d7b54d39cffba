package io.lameduck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardChecksTest {
  @Nested
  class AnOverload {
    private final AtomicLong load = new AtomicLong();
    private final HealthCheck check = StandardChecks.overload(load::get, 100, 80);

    @Test
    void isNoneBelowTheLimit() throws Exception {
      load.set(99);
      assertThat(check.healthy()).isTrue();
    }

    @Test
    void beginsAtTheLimit() {
      load.set(100);
      assertThatThrownBy(check::healthy).hasMessage("load 100 (limit 100, fine again at 80)");
    }

    @Test
    void lastsAboveTheLowerMark() {
      load.set(100);
      assertThatThrownBy(check::healthy).isInstanceOf(Unhealthy.class);
      load.set(81);
      assertThatThrownBy(check::healthy).hasMessageStartingWith("load 81");
    }

    @Test
    void endsAtTheLowerMark() throws Exception {
      load.set(100);
      assertThatThrownBy(check::healthy).isInstanceOf(Unhealthy.class);
      load.set(80);
      assertThat(check.healthy()).isTrue();
      load.set(99);
      assertThat(check.healthy()).isTrue();
    }

    @Test
    void hasALowerMarkBelowTheLimit() {
      assertThat(StandardChecks.overload(load::get, 1, 0)).isNotNull();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> StandardChecks.overload(load::get, 5, 5))
          .withMessage("recovery: 5 (expected: >= 0 and < the limit of 5)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> StandardChecks.overload(load::get, 5, -1));
    }
  }

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
