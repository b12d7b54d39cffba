package io.lameduck.internal.config;

import static io.lameduck.internal.config.GivenSettings.outsideACluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.lameduck.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that nobody writes by hand: each is an error of the configuration, and quickly. */
class HostileSettingsTest {
  private static final int MANY = 300_000;

  static Stream<Arguments> everySettingWithEveryText() {
    List<String> texts =
        List.of(
            "/a".repeat(5_000),
            "/a".repeat(MANY),
            "9".repeat(MANY),
            "0." + "9".repeat(MANY),
            "1e-" + "9".repeat(MANY),
            "9".repeat(MANY) + "s",
            "PT" + "9".repeat(MANY),
            " ".repeat(MANY) + "1s 2s" + " 1".repeat(MANY));
    return Setting.values().stream()
        .flatMap(setting -> texts.stream().map(text -> Arguments.of(setting, text)));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("everySettingWithEveryText")
  void areErrorsInMilliseconds(Setting<?> setting, String text) {
    List<String> errors =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> outsideACluster().env(setting, text).errors());

    assertThat(errors).anyMatch(error -> error.startsWith(setting.environmentName() + ": "));
    assertThat(errors).allMatch(error -> error.length() < 1_000);
  }

  @Test
  void aNameThatIsNoneIsOneInMilliseconds() {
    String name = "LAMEDUCK_" + "A".repeat(MANY);
    List<String> errors =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> outsideACluster().env(name, "1s").errors());

    assertThat(errors).singleElement().asString().contains("there is no such");
  }

  @Nested
  class TheExitMargin {
    @Test
    void hasRoomForATerminationFileThatHangs() {
      assertThat(outsideACluster().env(Setting.EXIT_MARGIN, "500ms").errors()).isEmpty();
      assertThat(outsideACluster().env(Setting.EXIT_MARGIN, "499ms").errors())
          .containsExactly(
              "LAMEDUCK_EXIT_MARGIN: \"499ms\" (expected: at least 500ms = 500ms for a termination"
                  + " message whose file hangs); or SIGKILL comes before the exit");
    }
  }

  @Nested
  @DisabledOnOs(OS.WINDOWS)
  class AProbeFile {
    private final Path directory;

    AProbeFile(@TempDir Path directory) {
      this.directory = directory;
    }

    static List<Setting<Path>> files() {
      return List.of(Setting.READY_FILE, Setting.ALIVE_FILE);
    }

    @ParameterizedTest
    @MethodSource("files")
    void mayBeMissingOrLeftOverFromAnEarlierProcess(Setting<?> setting) throws IOException {
      assertThat(errors(setting, directory.resolve("none"))).isEmpty();
      assertThat(errors(setting, Files.createFile(directory.resolve("empty")))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isNotSomebodyElses(Setting<?> setting) throws Exception {
      Path written = Files.writeString(directory.resolve("written"), "precious");
      Path link = Files.createSymbolicLink(directory.resolve("link"), written);
      Path fifo = directory.resolve("fifo");
      assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();

      assertRefused(setting, written, "it holds 8 bytes");
      assertRefused(setting, link, "it is a symbolic link");
      assertRefused(setting, fifo, "it is no regular file");
      assertRefused(setting, Path.of("/dev/null"), "it is no regular file");
      assertRefused(setting, directory, "it is a directory");
      assertThat(written).hasContent("precious");
    }

    private void assertRefused(Setting<?> setting, Path file, String why) {
      assertThat(errors(setting, file))
          .containsExactly(
              setting.environmentName()
                  + ": \""
                  + file
                  + "\" (expected: the name of a file that is missing or empty); "
                  + why);
    }

    private List<String> errors(Setting<?> setting, Path file) {
      return outsideACluster().env(setting, file.toString()).errors();
    }
  }
}
