package io.lameduck;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lameduck.internal.config.GivenSettings;
import io.lameduck.internal.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page users read says what the code does. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("docs", "configuration.md");
  private static final Pattern TABLE =
      Pattern.compile("<!-- begin settings.*?-->\n(.*?)<!-- end settings -->", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("```text\n(.*?)\n```", Pattern.DOTALL);
  private static final Pattern CONFIG_MAP_ENTRY =
      Pattern.compile("^  (LAMEDUCK_\\w+): \"(.*)\"$", Pattern.MULTILINE);

  private final String page = read();

  @Test
  void theTableHasEverySetting() {
    String table =
        Setting.values().stream()
            .map(ConfigurationPageTest::row)
            .collect(
                Collectors.joining(
                    "\n", "| name | value | default | meaning |\n|---|---|---|---|\n", "\n"));

    assertThat(all(TABLE))
        .as("the table of %s, which should be:%n%s%n", PAGE, table)
        .containsExactly(table);
  }

  @Test
  void theConfigMapIsRightAndGivesTheLogLine() {
    Settings settings = configMap().read();

    assertThat(all(TEXT)).contains(settings.oneLine());
  }

  @Test
  void theErrorsAreReal() {
    GivenSettings given =
        inACluster()
            .env("LAMEDUCK_PROBE_DETAIL", "names")
            .env(Setting.PROPAGATION_DELAY, "28s")
            .env(Setting.QUIET_PERIOD, "2")
            .property("lameduck.probe.port", "http");
    String message = catchThrowableOfType(ConfigurationException.class, given::read).getMessage();

    assertThat(all(TEXT)).contains(message);
  }

  private GivenSettings configMap() {
    GivenSettings given = inACluster();
    for (MatchResult entry : CONFIG_MAP_ENTRY.matcher(page).results().toList()) {
      given = given.env(entry.group(1), entry.group(2));
    }
    assertThat(given.environment()).hasSizeGreaterThan(1);
    return given;
  }

  private List<String> all(Pattern part) {
    return part.matcher(page).results().map(match -> match.group(1)).toList();
  }

  private static <T> String row(Setting<T> setting) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            setting.environmentName(), setting.kind(), setting.shownDefault(), setting.meaning());
  }

  // The working directory is the module under Maven, and the project in many an IDE.
  private static String read() {
    try {
      return Files.readString(Files.exists(PAGE) ? PAGE : Path.of("..").resolve(PAGE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
