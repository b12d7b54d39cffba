package io.lameduck.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The modules, files, tests and objects that the commands of the pages name exist. */
class CommandsTest {
  private static final Pattern PATH = Pattern.compile("(?<![\\w/:.$-])[\\w.-]+(?:/[\\w.-]+)+");
  private static final Pattern MANIFEST = Pattern.compile(" -[fk] ([\\w./-]+)");
  private static final Pattern MODULES = Pattern.compile(" -pl ([\\w,/-]+)");
  private static final Pattern PROFILE = Pattern.compile(" -P([\\w-]+)");
  private static final Pattern POM = Pattern.compile(" -f (\\S+)/pom\\.xml");
  private static final Pattern EXECUTION = Pattern.compile("surefire:test@([\\w.-]+)");
  private static final Pattern TEST = Pattern.compile("-D(?:it\\.)?test=(?!None)(\\w+)");
  private static final Pattern OBJECT = Pattern.compile("(?:deployment|statefulset)/([\\w-]+)");

  static Stream<Snippet> commands() {
    Pattern command = Pattern.compile("(mvn|kubectl|\\.ci/|benchmarks/|examples/).*");
    return Stream.concat(
        Snippet.in("sh"),
        Snippet.in(Snippet.INLINE).filter(one -> command.matcher(one.text()).matches()));
  }

  @Test
  void thereAreCommandsToBeChecked() {
    assertThat(commands()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void pathsExist(Snippet command) throws IOException {
    Set<String> folders = topFolders();
    assertThat(
            found(PATH, 0, command)
                .filter(path -> folders.contains(path.substring(0, path.indexOf('/')))))
        .allSatisfy(path -> assertThat(Repository.ROOT.resolve(source(path))).exists());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void manifestsExistInTheRootOrBesideThePage(Snippet command) {
    Path beside = Repository.ROOT.resolve(command.page()).getParent();
    assertThat(found(MANIFEST, 1, command).filter(file -> file.contains(".") || file.contains("/")))
        .allSatisfy(
            file ->
                assertThat(List.of(Repository.ROOT.resolve(file), beside.resolve(file)))
                    .anyMatch(Files::exists));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void modulesExist(Snippet command) {
    assertThat(modules(command))
        .allSatisfy(module -> assertThat(Repository.ROOT.resolve(module + "/pom.xml")).exists());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void profilesExist(Snippet command) {
    Pom pom = Pom.of(found(POM, 1, command).findFirst().orElse(""));
    assertThat(found(PROFILE, 1, command)).allMatch(pom::hasProfile);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void executionsExist(Snippet command) {
    assertThat(found(EXECUTION, 1, command))
        .allSatisfy(
            id -> assertThat(modules(command)).anyMatch(module -> Pom.of(module).hasExecution(id)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void testsExistInTheirModule(Snippet command) {
    assertThat(found(TEST, 1, command))
        .allSatisfy(test -> assertThat(modules(command)).anyMatch(module -> has(module, test)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void objectsOfTheExamplesExist(Snippet command) throws IOException {
    String manifests = manifests();
    assertThat(found(OBJECT, 1, command)).allMatch(name -> manifests.contains("name: " + name));
  }

  /** What is built is not there before: its module is. */
  private static String source(String path) {
    return path.replaceFirst("/target/.*", "");
  }

  private static Set<String> topFolders() throws IOException {
    try (Stream<Path> all = Files.list(Repository.ROOT)) {
      return all.filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .filter(folder -> !folder.equals("target")) // where something was built before
          .collect(Collectors.toSet());
    }
  }

  private static List<String> modules(Snippet command) {
    return found(MODULES, 1, command).flatMap(list -> Arrays.stream(list.split(","))).toList();
  }

  private static boolean has(String module, String test) {
    try {
      return new Sources(Repository.ROOT)
          .below(Path.of(module, "src", "test")).stream()
              .anyMatch(file -> file.endsWith(test + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String manifests() throws IOException {
    return new Sources(Repository.ROOT)
        .below(Path.of("examples")).stream()
            .filter(file -> file.toString().endsWith(".yaml"))
            .map(file -> Repository.read(file.toString()))
            .collect(Collectors.joining("\n"));
  }

  private static Stream<String> found(Pattern pattern, int group, Snippet command) {
    return pattern.matcher(command.text()).results().map((MatchResult match) -> match.group(group));
  }
}
