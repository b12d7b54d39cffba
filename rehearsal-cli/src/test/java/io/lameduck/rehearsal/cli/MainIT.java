package io.lameduck.rehearsal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as it is used. */
@Timeout(120)
class MainIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String JAR = System.getProperty("rehearsal.jar", "");
  private static final List<String> SHELL_THAT_SERVES_NOTHING =
      List.of("sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.05; done");

  private final Path folder;

  MainIT(@TempDir Path folder) {
    this.folder = folder;
  }

  /** The one file that is downloaded, with nothing else on its class path. */
  @Test
  void theJarRehearsesAGoodServiceAndExitsWith0() throws Exception {
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>(List.of(JAVA, "-jar", JAR, "--ready", "/"));
    command.addAll(List.of("--propagation", "400ms", "--warm-up", "500ms"));
    command.addAll(List.of("--report", folder.resolve("report").toString()));
    command.addAll(List.of("--scenario", "node-drain", "--"));
    command.addAll(service("GRACEFUL"));
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(out + Files.readString(err)).isZero();
    assertThat(out).contains("PASSED: node drain of service", "Report: ");
    assertThat(Files.readString(err)).contains("service-1 deleted", "requests, 0 failed");
    assertThat(folder.resolve("report/report.html")).isNotEmptyFile();
  }

  @Test
  void theJarKnowsItsVersion() throws Exception {
    Process process = new ProcessBuilder(JAVA, "-jar", JAR, "--version").start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).strip())
        .matches("lameduck-rehearsal \\d+\\.\\d+\\.\\d+.*");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void aServiceThatDropsRequestsExitsWith1() {
    Outcome outcome = run(service("ANSWERS_503"), "--ready", "/", "-q");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains("FAILED: rolling update of service", "server-error");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void theFirstFailedRequestEndsItWhereThatIsAskedFor() throws Exception {
    Path scenario =
        Files.writeString(
            folder.resolve("long.yaml"), "name: long\nsteps: [rolling-update: {}, wait: 60m]");
    Outcome outcome =
        run(
            service("ANSWERS_503"),
            "--ready",
            "/",
            "-q",
            "--fail-fast",
            "--scenario",
            scenario.toString());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains("Ended at the first failure.");
  }

  @Test
  void jsonIsAllThereIsOnStandardOutput() {
    Outcome outcome =
        run(service("GRACEFUL"), "--ready", "/", "--json", "--scenario", "scale-down");
    JsonNode json = JsonMapper.builder().build().readTree(outcome.out());
    assertThat(json.get("verdict").asString()).isEqualTo("passed");
    assertThat(json.get("scenario").asString()).isEqualTo("scale-down");
    assertThat(json.at("/settings/clients").asString()).isEqualTo("4 fresh");
  }

  @Test
  void aPortInUseExitsWith6() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      Outcome outcome = run(SHELL_THAT_SERVES_NOTHING, "--port", "" + other.getLocalPort());
      assertThat(outcome.exitCode()).isEqualTo(6);
      assertThat(outcome.err()).contains("port " + other.getLocalPort() + " is in use");
    }
  }

  @Test
  void aCrashAtTheStartExitsWith7() {
    Outcome outcome =
        run(List.of("sh", "-c", "echo no configuration; exit 3"), "--ready", "/ready");
    assertThat(outcome.exitCode()).isEqualTo(7);
    assertThat(outcome.err()).contains("exit code 3 before it was ready", "no configuration");
  }

  @Test
  void aPodThatNeverGetsReadyExitsWith8() {
    Outcome outcome = run(SHELL_THAT_SERVES_NOTHING, "--ready", "/ready", "--start-timeout", "1s");
    assertThat(outcome.exitCode()).isEqualTo(8);
    assertThat(outcome.err()).contains("was not ready within 1 s", "nothing listens on port");
  }

  @Test
  void aPathThatIsNotThereExitsWith9() {
    Outcome outcome = run(service("GRACEFUL"), "--ready", "/", "-c", "slow=1,/missing");
    assertThat(outcome.exitCode()).isEqualTo(9);
    assertThat(outcome.err()).contains("GET /missing", "404");
  }

  private Outcome run(List<String> command, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--propagation", "400ms", "--warm-up"));
    arguments.addAll(List.of("300ms", "--report", folder.resolve("report").toString()));
    arguments.addAll(List.of("-c", "fresh=4"));
    arguments.addAll(List.of(more));
    arguments.add("--");
    arguments.addAll(command);
    return Outcome.of(arguments.toArray(String[]::new));
  }

  private static List<String> service(String manner) {
    String classPath = System.getProperty("java.class.path");
    return List.of(JAVA, "-cp", classPath, LeavingServer.class.getName(), manner);
  }
}
