package io.lameduck.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How options go together, and what is said of those that do not. */
class OptionsTest {
  private static final String ONE_OF_ONE_MAY_BE_MISSING = "ERROR: maxUnavailable allows 1 of 1";

  private final Path folder;

  OptionsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theCommandStandsBehindTwoDashes() {
    Outcome outcome = Outcome.of("--ready", "/", "--", "no-such-thing", "-jar", "app.jar");
    assertThat(outcome.err()).startsWith("lameduck-rehearsal: command not found: no-such-thing");
    assertThat(outcome.exitCode()).isEqualTo(5);
  }

  @Test
  void whatBelongsToTheCommandIsNoOptionOfOurs() {
    Outcome outcome = Outcome.of("--ready", "/", "no-such-thing", "--replicas", "x", "--help");
    assertThat(outcome.err()).startsWith("lameduck-rehearsal: command not found: no-such-thing");
    assertThat(outcome.exitCode()).isEqualTo(5);
  }

  @Test
  void aWrongOptionIsNotBuriedUnderTheHelp() {
    assertThat(Outcome.of("--replicas", "x").err())
        .hasLineCount(2)
        .contains("--replicas", "'x' is not an int", "--help");
  }

  @Test
  void aLimitOfTheColdStartThatNothingCanKeepIsRefused() {
    Outcome outcome = Outcome.of("--max-cold-start-ratio", "0.5", "--", "x");
    assertThat(outcome.err()).contains("maxColdStartRatio: 0.5 (expected: a number >= 1)");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  /** The text that is printed is what is left: the folder comes last. */
  @Test
  void aFolderThatCannotBeIsFoundBeforeAnythingRuns() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Outcome outcome = Outcome.of("--report", file + "/report", "--", "no-such-thing");
    assertThat(outcome.err()).startsWith("lameduck-rehearsal: the report cannot be written: ");
    assertThat(outcome.exitCode()).isEqualTo(10);
  }

  @Test
  void aScenarioNobodyKnowsIsAnsweredWithThoseThereAre() {
    Outcome outcome = Outcome.of("--scenario", "rolling-updat", "--", "x");
    assertThat(outcome.err()).contains("rolling-updat", "rolling-update, scale-down");
    assertThat(outcome.exitCode()).isEqualTo(3);
  }

  @Test
  void aNumberInAScenarioThatCannotBeIsAMistakeInTheFile() throws IOException {
    Path file =
        Files.writeString(folder.resolve("s.yaml"), "name: x\nreplicas: 0\nsteps: [recreate]");
    Outcome outcome = Outcome.of("--scenario", file.toString(), "--", "x");
    assertThat(outcome.err()).contains("s.yaml: replicas: 0 (expected: >= 1)");
    assertThat(outcome.exitCode()).isEqualTo(3);
  }

  @Test
  void theColdStartOfAScenarioIsLimitedInItsFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.yaml"), "name: x\nmaxColdStartRatio: 0.5\nsteps: [recreate]");
    Outcome outcome = Outcome.of("--scenario", file.toString(), "--", "x");
    assertThat(outcome.err()).contains("s.yaml: maxColdStartRatio: 0.5 (expected: a number >= 1)");
    assertThat(outcome.exitCode()).isEqualTo(3);
  }

  @Nested
  class ThePreflightLooksAtWhatIsRehearsed {
    @Test
    void atTheReplicasOfTheOption() throws IOException {
      assertThat(preflight().err()).doesNotContain(ONE_OF_ONE_MAY_BE_MISSING);
      assertThat(preflight("--replicas", "1").err()).contains(ONE_OF_ONE_MAY_BE_MISSING);
    }

    @Test
    void atTheGracePeriodOfTheOption() throws IOException {
      assertThat(preflight("--grace-period", "5s").err())
          .contains("ERROR: terminationGracePeriodSeconds is 5");
      assertThat(preflight("--grace-period", "6s").err()).doesNotContain("ERROR");
    }

    @Test
    void notAtADockerfileWhoseStartTheManifestReplaces() throws IOException {
      Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), "FROM a\nCMD java -jar a");
      assertThat(preflight("--dockerfile", dockerfile.toString()).err()).doesNotContain("ERROR");
    }

    private Outcome preflight(String... more) throws IOException {
      Path file =
          Files.writeString(
              folder.resolve("web.yaml"),
              """
              kind: Deployment
              spec:
                replicas: 3
                strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}
                template:
                  spec:
                    containers:
                      - name: web
                        command: [no-such-thing]
                        ports: [{containerPort: 8080}]
                        env:
                          - {name: PORT, value: "8080"}
                          - {name: LAMEDUCK_PROPAGATION_DELAY, value: 5s}
                        readinessProbe: {httpGet: {path: /ready, port: 8080}}
              """);
      String[] arguments = new String[more.length + 2];
      arguments[0] = "--manifest";
      arguments[1] = file.toString();
      System.arraycopy(more, 0, arguments, 2, more.length);
      return Outcome.of(arguments);
    }
  }
}
