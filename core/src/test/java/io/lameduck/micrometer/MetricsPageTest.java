package io.lameduck.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.EndReason;
import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.Trigger;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.Status;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page users read names the meters that the code has. */
class MetricsPageTest {
  private static final Path PAGE = Path.of("docs", "metrics.md");
  private static final Pattern METERS = table("meters");
  private static final Pattern TAGS = table("tags");
  private static final Pattern PROMETHEUS_NAME = Pattern.compile("lameduck_\\w+");

  private final String page = read();
  private final Map<String, Meter.Id> meters = meters();

  @Test
  void theTableHasEveryMeter() {
    String table =
        "| name | type | tags | unit | in Prometheus | meaning |\n|---|---|---|---|---|---|\n"
            + lines(meters.values().stream().map(MetricsPageTest::row));

    assertThat(first(METERS)).as("the meters of %s", PAGE).isEqualTo(table);
  }

  @Test
  void theTableHasEveryValueOfATag() {
    // A process that a second SIGINT ends takes its meters with it.
    Set<EndReason> ends = EnumSet.complementOf(EnumSet.of(EndReason.SECOND_SIGNAL));
    Set<Outcome> outcomes = EnumSet.complementOf(EnumSet.of(Outcome.SECOND_SIGNAL));
    Set<Trigger> causes = EnumSet.allOf(Trigger.class);
    String table =
        "| tag | values |\n|---|---|\n"
            + lines(
                Stream.of(
                    values("phase", EnumSet.allOf(Phase.class), Phase::word),
                    values("kind", EnumSet.allOf(CheckKind.class), MetricsPageTest::lowerCase),
                    values("status", EnumSet.allOf(Status.class), MetricsPageTest::lowerCase),
                    values("end", ends, EndReason::word),
                    values("outcome", outcomes, Outcome::word),
                    values("cause", causes, Trigger::word)));

    assertThat(first(TAGS)).as("the tags of %s", PAGE).isEqualTo(table);
  }

  @Test
  void theQueriesAreAboutMetersThatExist() {
    Set<String> known =
        meters.values().stream().map(MetricsPageTest::inPrometheus).collect(Collectors.toSet());
    List<String> used =
        PROMETHEUS_NAME.matcher(page).results().map(MatchResult::group).distinct().toList();

    assertThat(used).hasSameElementsAs(known);
  }

  /** All there are, by name: those of a service with a check that has been shut down. */
  private static Map<String, Meter.Id> meters() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Lameduck lameduck =
        Lameduck.builder()
            .environment(Map.of())
            .exit(Exit.none())
            .withoutSignals()
            .readiness("database", () -> true)
            .start();
    new LameduckMetrics(lameduck).bindTo(registry);
    lameduck.stop();
    return registry.getMeters().stream()
        .map(Meter::getId)
        .collect(Collectors.toMap(Meter.Id::getName, id -> id, (id, same) -> id, TreeMap::new));
  }

  private static String row(Meter.Id id) {
    return "| `%s` | %s | %s | %s | `%s` | %s |"
        .formatted(
            id.getName(),
            id.getType().name().toLowerCase(Locale.ROOT),
            id.getTags().stream().map(Tag::getKey).map("`%s`"::formatted).collect(commas()),
            unit(id),
            inPrometheus(id),
            id.getDescription());
  }

  /** As the convention of Micrometer's Prometheus registry has it. */
  private static String inPrometheus(Meter.Id id) {
    String name = id.getConventionName(NamingConvention.snakeCase);
    String unit = unit(id).isEmpty() ? "" : "_" + unit(id);
    return name + unit + (id.getType() == Meter.Type.COUNTER ? "_total" : "");
  }

  private static String unit(Meter.Id id) {
    return Optional.ofNullable(id.getBaseUnit()).orElse("");
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> String values(
      String tag, Set<E> values, Function<E, String> word) {
    String list = values.stream().map(word).map(text -> "`" + text + "`").collect(commas());
    return "| `%s` | %s |".formatted(tag, list);
  }

  private static Collector<CharSequence, ?, String> commas() {
    return Collectors.joining(", ");
  }

  private static String lines(Stream<String> lines) {
    return lines.map(line -> line + "\n").collect(Collectors.joining());
  }

  private static Pattern table(String name) {
    return Pattern.compile(
        "<!-- begin %1$s.*?-->\n(.*?)<!-- end %1$s -->".formatted(name), Pattern.DOTALL);
  }

  private String first(Pattern part) {
    return part.matcher(page).results().map(match -> match.group(1)).findFirst().orElse("missing");
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
