package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on logging lists every line that the modules log, and no other. */
class LogLinesTest {
  private static final Path PROJECT = Path.of("..");
  private static final List<String> FOLDERS =
      List.of(
          "core/src/main/java",
          "servlet-adapter/src/main/java",
          "netty-adapter/src/main/java",
          "grpc-adapter/src/main/java",
          "kubernetes/src/main/java",
          "spring-boot/src/main/java",
          "spring-boot/src/shared/java");

  private static final String TEXT = "\"(?:\\\\.|[^\"\\\\])*\"";

  /** A call that logs, up to the end of its statement. */
  private static final Pattern CALL =
      Pattern.compile("(?:\\w|\\))\\s*\\.(info|warn|log)\\((.*?);\\n", Pattern.DOTALL);

  private static final Pattern TEXTS =
      Pattern.compile(TEXT + "(?:\\s*\\+\\s*" + TEXT + ")*", Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("^\\| (INFO|WARN|INFO, WARN) \\| `(.+?)` \\| .+ \\|$", Pattern.MULTILINE);

  /** What of a line is always the same, and can be looked for. */
  private static final Pattern FRAGMENT = Pattern.compile("[\\w][^…]*[\\w]");

  /**
   * A line, or a part of it.
   *
   * @param level such as {@code INFO}; empty if it is computed
   */
  private record Line(String level, String text) {}

  private static final List<Line> ROWS =
      ROW.matcher(read(PROJECT.resolve("docs/logging.md")))
          .results()
          .map(row -> new Line(row.group(1), row.group(2)))
          .toList();
  private static final List<String> SOURCES = sources();

  @Test
  void thereAreLinesToBeChecked() {
    assertThat(logged()).hasSizeGreaterThan(30);
    assertThat(ROWS).hasSizeGreaterThan(40).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("logged")
  void whatIsLoggedIsOnThePage(Line line) {
    assertThat(ROWS)
        .anyMatch(row -> row.level().contains(line.level()) && row.text().contains(line.text()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatIsOnThePageIsInTheCode(Line row) {
    String texts = SOURCES.stream().flatMap(LogLinesTest::texts).collect(Collectors.joining("\n"));
    assertThat(FRAGMENT.matcher(row.text()).results().map(MatchResult::group))
        .allMatch(fragment -> isIn(texts, fragment), "is in the code");
  }

  /** The parts of a line stand in the code one by one. */
  private static boolean isIn(String texts, String fragment) {
    return texts.contains(fragment)
        || Stream.of(fragment.split("[;:,(] ?", -1)).map(String::strip).allMatch(texts::contains);
  }

  private static Stream<Line> rows() {
    return ROWS.stream();
  }

  /** The longest text of each call, which is nearly all of its line. */
  private static List<Line> logged() {
    return SOURCES.stream()
        .flatMap(source -> CALL.matcher(source).results())
        .flatMap(call -> longestOf(call.group(2)).map(text -> new Line(level(call.group(1)), text)))
        .distinct()
        .toList();
  }

  private static Stream<String> longestOf(String arguments) {
    return texts(arguments)
        .flatMap(text -> Stream.of(text.split("…", -1)))
        .map(String::strip)
        .max((one, other) -> one.length() - other.length())
        .filter(text -> text.length() > 3)
        .stream();
  }

  private static String level(String method) {
    return method.equals("log") ? "" : method.toUpperCase(Locale.ROOT);
  }

  /** The texts of a source as they are at run time, those of one line put together. */
  private static Stream<String> texts(String source) {
    return TEXTS
        .matcher(source)
        .results()
        .map(MatchResult::group)
        .map(text -> text.replaceAll("\"\\s*\\+\\s*\"", ""))
        .map(text -> text.substring(1, text.length() - 1))
        .map(text -> text.replace("\\\"", "\"").replace("{}", "…"));
  }

  private static List<String> sources() {
    return FOLDERS.stream()
        .flatMap(folder -> javaFiles(PROJECT.resolve(folder)).stream())
        .map(LogLinesTest::read)
        .toList();
  }

  private static List<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
