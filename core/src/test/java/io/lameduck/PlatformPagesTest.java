package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.internal.config.GivenSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages about platforms tell users to write is accepted, and in the manifest. */
class PlatformPagesTest {
  private static final String KUBERNETES = read("docs/kubernetes.md");
  private static final String OTHERS = read("docs/other-platforms.md");
  private static final Pattern BLOCK = Pattern.compile("```\\w+\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ENTRY =
      Pattern.compile("(LAMEDUCK_\\w+)\\W+(?:value\\W+)?([0-9a-z]+)");
  private static final Pattern LINES =
      Pattern.compile("<!-- begin lines.*?-->(.*?)<!-- end lines -->", Pattern.DOTALL);
  private static final Pattern LINE = Pattern.compile("^\\| `(.*?)`", Pattern.MULTILINE);

  static Stream<String> settings() {
    return Stream.of(KUBERNETES, OTHERS)
        .flatMap(page -> BLOCK.matcher(page).results())
        .map(block -> block.group(1))
        .filter(block -> block.contains("LAMEDUCK_"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void settingsAreAccepted(String block) {
    GivenSettings given = GivenSettings.outsideACluster();
    for (MatchResult entry : ENTRY.matcher(block).results().toList()) {
      given = given.env(entry.group(1), entry.group(2));
    }
    assertThat(given.environment()).isNotEmpty();
    assertThat(given.errors()).isEmpty();
  }

  @Test
  void theLinesAreThoseOfTheManifest() {
    String table = LINES.matcher(KUBERNETES).results().findFirst().orElseThrow().group(1);
    List<String> lines = LINE.matcher(table).results().map(line -> line.group(1)).toList();
    assertThat(lines).hasSizeGreaterThan(10);
    assertThat(read("examples/hello/hello.yaml")).contains(lines);
  }

  // The working directory is the module under Maven, and the project in many an IDE.
  private static String read(String file) {
    Path path = Path.of(file);
    try {
      return Files.readString(Files.exists(path) ? path : Path.of("..").resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
