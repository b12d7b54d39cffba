package io.lameduck.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered before a process is started. */
class MainTest {
  private final Path folder;

  MainTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theHelpIsReadableAndHasExamplesAndExitCodes() {
    Outcome help = Outcome.of("--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .contains("[-- COMMAND...]", "Examples:", "Exit codes:", "kept-alive", "node-drain")
        .doesNotContain("generate-completion [");
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Nested
  class WrongOptionsExitWith2 {
    @Test
    void nothingToRehearse() {
      assertExit(2, "nothing to rehearse (expected: -- COMMAND, --manifest or both)");
    }

    @Test
    void anUnknownOption() {
      assertExit(2, "Unknown option", "--comand", "x", "--", "y");
    }

    @Test
    void anUnknownKindOfClient() {
      assertExit(2, "eager (expected: one of kept-alive", "-c", "eager=3", "--", "x");
    }

    @Test
    void aDurationThatIsNone() {
      assertExit(
          2, "'--grace-period': 5 (expected: a duration such as", "--grace-period", "5", "--", "x");
    }

    @Test
    void anUnknownProxy() {
      assertExit(2, "'--through': traefik (expected: nginx)", "--through", "traefik", "--", "x");
    }

    @Test
    void aHookThatIsNeitherPathNorDuration() {
      assertExit(2, "'--pre-stop': stop (expected", "--pre-stop", "stop", "--", "x");
    }
  }

  @Nested
  class InvalidFilesExitWith3 {
    @Test
    void aScenario() throws IOException {
      Path file = Files.writeString(folder.resolve("scenario.yaml"), "steps: [explode]");
      assertExit(3, "scenario.yaml", "--scenario", file.toString(), "--", "x");
    }

    @Test
    void aManifest() throws IOException {
      Path file = Files.writeString(folder.resolve("web.yaml"), "kind: [");
      assertExit(3, "web.yaml line 1", "--manifest", file.toString(), "--", "x");
    }
  }

  @Test
  void aManifestThatMakesItImpossibleExitsWith4() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("web.yaml"),
            "kind: Deployment\nspec: {template: {spec: {containers: [{name: web}]}}}");
    assertExit(4, "ERROR: there is no readinessProbe", "--manifest", "" + file, "--", "x");
  }

  @Test
  void whatIsImpossibleIsRehearsedWhereNobodyIsToLook() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("web.yaml"),
            "kind: Deployment\nspec: {template: {spec: {containers: [{name: web}]}}}");
    Outcome outcome =
        Outcome.of("--manifest", "" + file, "--skip-preflight", "--", "no-such-thing");
    assertThat(outcome.err()).startsWith("lameduck-rehearsal: command not found: no-such-thing");
    assertThat(outcome.exitCode()).isEqualTo(5);
  }

  @Test
  void aCommandThatIsNotThereExitsWith5() {
    assertExit(5, "command not found: no-such-thing", "--", "no-such-thing", "--fast");
  }

  @Test
  void clientsThatDoNotSuitTheProxyExitWith9AndTheHelpSaysSo() {
    assertExit(9, "through nginx: 1 http2", "--through", "nginx", "-c", "http2=1", "--", "x");
    assertThat(Outcome.of("--help").out().replaceAll("\\s+", " "))
        .contains("9 refused, since it would tell nothing:", "--requests or --through 10 ");
  }

  @Test
  void whereInTheProgramIsToldIfAskedFor() {
    assertThat(Outcome.of("--stacktrace", "--", "no-such-thing").err())
        .startsWith("lameduck-rehearsal: command not found: no-such-thing")
        .contains("\tat io.lameduck.rehearsal");
  }

  private static void assertExit(int exitCode, String message, String... arguments) {
    Outcome outcome = Outcome.of(arguments);
    assertThat(outcome.err()).contains(message).doesNotContain("\tat ");
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
  }
}
