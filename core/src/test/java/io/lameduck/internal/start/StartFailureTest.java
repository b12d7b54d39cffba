package io.lameduck.internal.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lameduck.Lameduck;
import io.lameduck.Setting;
import io.lameduck.internal.config.SettingSources;
import io.lameduck.internal.thread.StagedThreads;
import io.lameduck.internal.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureTest {
  @TempDir private Path directory;

  @Test
  void isWhatTheTerminationMessageSays() throws IOException {
    Path file = Files.createFile(directory.resolve("termination-log"));
    failure(file.toString()).leaveMessage(new IllegalStateException("no route to the broker"));
    assertThat(file).hasContent("lameduck: start failed: no route to the broker");
  }

  @Test
  void withoutAMessageIsNamedByItsType() throws IOException {
    Path file = Files.createFile(directory.resolve("termination-log"));
    failure(file.toString()).leaveMessage(new StackOverflowError());
    assertThat(file).hasContent("lameduck: start failed: java.lang.StackOverflowError");
  }

  @Test
  void isNotMadeWorseByAPathThatIsNone() {
    assertThatCode(() -> failure("\0").leaveMessage(new IllegalStateException("no route")))
        .doesNotThrowAnyException();
  }

  @Test
  void ofAGuardedStartIsThrownOn() {
    IOException failure = new IOException("port in use");
    assertThatCode(
            () ->
                Lameduck.guard(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  private static StartFailure failure(String terminationLog) {
    Map<String, String> environment =
        Map.of(Setting.TERMINATION_LOG.environmentName(), terminationLog);
    SettingSources sources = new SettingSources(environment, Map.of(), Map.of());
    return new StartFailure(sources, new ManualTime(), new StagedThreads());
  }
}
