package io.lameduck.rehearsal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What bash completes with the script that the program writes. */
@Timeout(60)
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  /** Completes the last of its words, as after the Tab key, without which there is no compopt. */
  private static final String COMPLETE =
      """
      source "$1"
      shift
      COMP_WORDS=(lameduck-rehearsal "$@")
      COMP_CWORD=$#
      compopt() { :; }
      function=$(complete -p lameduck-rehearsal | sed 's/.* -F \\([^ ]*\\).*/\\1/')
      "$function" lameduck-rehearsal "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  private final Path script;

  CompletionTest(@TempDir Path folder) {
    this.script = folder.resolve("completion");
  }

  @BeforeEach
  void generate() throws IOException {
    assumeTrue(Files.isExecutable(BASH), "there is no bash");
    Outcome outcome = Outcome.of("generate-completion");
    assertThat(outcome.exitCode()).isZero();
    Files.writeString(script, outcome.out());
  }

  @Test
  void anOption() throws Exception {
    assertThat(complete("--skip")).containsExactly("--skip-preflight");
  }

  @Test
  void theNameOfAScenario() throws Exception {
    assertThat(complete("--ready", "/", "--scenario", "r"))
        .contains("rolling-update", "recreate")
        .doesNotContain("node-drain");
  }

  private List<String> complete(String... words) throws IOException, InterruptedException {
    ProcessBuilder bash =
        new ProcessBuilder(BASH.toString(), "-c", COMPLETE, "bash", script.toString());
    bash.command().addAll(List.of(words));
    Process process = bash.redirectErrorStream(true).start();
    List<String> said = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(process.waitFor()).as(said.toString()).isZero();
    return said.stream().map(String::strip).toList();
  }
}
