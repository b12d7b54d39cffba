package io.lameduck.rehearsal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** A scenario as it is written down, with the load and the pods it is meant for, if it says so. */
public final class ScenarioFile {
  /** The scenarios that come with the program, by name. */
  public static final List<String> BUILT_IN =
      List.of(
          "rolling-update",
          "scale-down",
          "recreate",
          "kill-during-start",
          "dependency-outage",
          "second-sigterm",
          "node-drain");

  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "replicas",
          "minReady",
          "seed",
          "warmUp",
          "maxColdStartRatio",
          "propagation",
          "clients",
          "tls",
          "tolerate",
          "steps");

  private final Yaml top;

  private ScenarioFile(Yaml top) {
    top.allow(FIELDS);
    this.top = top;
  }

  /**
   * Reads a file, or a scenario that comes with the program.
   *
   * @throws InvalidFile if there is none, or it is not a scenario
   */
  public static ScenarioFile read(String nameOrFile) {
    List<Yaml> documents =
        BUILT_IN.contains(nameOrFile)
            ? YamlFile.parse(nameOrFile, builtIn(nameOrFile))
            : YamlFile.read(file(nameOrFile));
    if (documents.size() != 1) {
      throw new InvalidFile(
          nameOrFile + ": " + documents.size() + " documents (expected: one scenario)");
    }
    return new ScenarioFile(documents.get(0));
  }

  private static Path file(String name) {
    Path file = Path.of(name);
    if (Files.notExists(file)) {
      throw new InvalidFile(
          name
              + ": there is no such file (expected: a file, or "
              + String.join(", ", BUILT_IN)
              + ")");
    }
    return file;
  }

  /** The text of a scenario that comes with the program. */
  public static String builtIn(String name) {
    try (InputStream in = ScenarioFile.class.getResourceAsStream(name + ".yaml")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The scenario itself; one that cannot be played is refused here. */
  public Scenario scenario() {
    Yaml steps = top.at("steps");
    if (steps.items().isEmpty()) {
      throw steps.wrong("a list of at least one step");
    }
    Set<FailureKind> tolerated =
        top.at("tolerate").items().stream().map(ScenarioFile::kind).collect(Collectors.toSet());
    String name = top.at("name").text().orElseThrow(() -> top.at("name").wrong("a name"));
    return new Scenario(name, steps.items().stream().map(Steps::of).toList(), tolerated);
  }

  private static FailureKind kind(Yaml label) {
    return Arrays.stream(FailureKind.values())
        .filter(kind -> kind.label().equals(label.text("")))
        .findFirst()
        .orElseThrow(() -> label.wrong("one of " + labels()));
  }

  private static String labels() {
    return Arrays.stream(FailureKind.values())
        .map(FailureKind::label)
        .collect(Collectors.joining(", "));
  }

  public OptionalInt replicas() {
    Yaml place = top.at("replicas");
    if (place.exists() && place.integer(0) < 1) {
      throw place.wrong(">= 1");
    }
    return place.exists() ? OptionalInt.of(place.integer(0)) : OptionalInt.empty();
  }

  public OptionalLong seed() {
    return top.at("seed").exists()
        ? OptionalLong.of(top.at("seed").longInteger(0))
        : OptionalLong.empty();
  }

  public Optional<Duration> minReady() {
    return duration("minReady");
  }

  public Optional<Duration> warmUp() {
    return duration("warmUp");
  }

  /** How much slower new pods may be. */
  public OptionalDouble maxColdStartRatio() {
    Yaml place = top.at("maxColdStartRatio");
    if (!place.exists()) {
      return OptionalDouble.empty();
    }
    if (!place.node().isNumber() || place.node().asDouble() < 1) {
      throw place.wrong("a number >= 1");
    }
    return OptionalDouble.of(place.node().asDouble());
  }

  private Optional<Duration> duration(String field) {
    return top.at(field).exists()
        ? Optional.of(top.at(field).duration(Duration.ZERO))
        : Optional.empty();
  }

  public Optional<Propagation> propagation() {
    Yaml place = top.at("propagation");
    if (!place.exists()) {
      return Optional.empty();
    }
    place.allow(Set.of("usual", "tail", "tailEvery"));
    Duration usual = place.at("usual").duration(Duration.ZERO);
    Duration tail = place.at("tail").duration(usual);
    return Optional.of(
        Checked.by(place, () -> new Propagation(usual, tail, place.at("tailEvery").integer(5))));
  }

  /** Whether all of them ask over TLS. */
  public boolean isTls() {
    Yaml place = top.at("tls");
    if (place.exists() && !place.node().isBoolean()) {
      throw place.wrong("true or false");
    }
    return place.isTrue();
  }

  /** Who asks; empty if the file does not say. */
  public Optional<List<Clients>> clients() {
    Yaml place = top.at("clients");
    if (place.exists() && place.fields().isEmpty()) {
      throw place.wrong("at least one kind of client");
    }
    return place.exists()
        ? Optional.of(
            place.fields().entrySet().stream()
                .map(entry -> ClientsText.of(entry.getKey(), entry.getValue()))
                .toList())
        : Optional.empty();
  }
}
