package io.lameduck.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jar as a module, seen from outside. */
@Timeout(60)
class ModuleIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void exportsWhatUsersAndAdaptersNeedAndNothingElse() throws Exception {
    assertThat(describe())
        .filteredOn(line -> line.startsWith("exports "))
        .containsExactlyInAnyOrder(
            "exports io.lameduck",
            "exports io.lameduck.jdk",
            "exports io.lameduck.micrometer",
            "exports io.lameduck.probe",
            "exports io.lameduck.spi");
  }

  @Test
  void needsSlf4jAndTheJdkAndCanDoWithoutTheRest() throws Exception {
    assertThat(describe())
        .filteredOn(line -> line.startsWith("requires ") && !line.contains("static"))
        .containsExactlyInAnyOrder(
            "requires java.base mandated",
            "requires java.management",
            "requires jdk.httpserver transitive",
            "requires jdk.unsupported",
            "requires org.slf4j");
  }

  /** With Micrometer and JSpecify out of sight. */
  @Test
  void handsOutDrainableServersAsAModule() throws Exception {
    List<String> lines =
        java(
            "--limit-modules",
            "io.lameduck,org.slf4j",
            "--module-path",
            modulePath(),
            "--add-modules",
            "io.lameduck",
            "-cp",
            testClasses(),
            ServesAsModule.class.getName());
    assertThat(lines).contains("named module: true", "drainable: true");
  }

  private static List<String> describe() throws IOException, InterruptedException {
    return java("--module-path", modulePath(), "--describe-module", "io.lameduck");
  }

  private static List<String> java(String... arguments) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of(JAVA), Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    return lines;
  }

  private static String modulePath() {
    return classPath("lameduck-core", "slf4j-api");
  }

  private static String testClasses() {
    return classPath("test-classes");
  }

  private static String classPath(String... names) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Stream.of(names).anyMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
