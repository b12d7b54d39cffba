package io.lameduck.rehearsal.pod;

import static io.lameduck.rehearsal.model.TerminationMessagePolicy.FROM_FILE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.TerminationMessagePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminationMessageTest {
  private final Path file;

  TerminationMessageTest(@TempDir Path folder) {
    this.file = folder.resolve("termination-log");
  }

  @Test
  void aMessageOf4096BytesIsKept() throws IOException {
    assertThat(read(1, "a" + "b".repeat(4095))).isEqualTo("a" + "b".repeat(4095));
  }

  @Test
  void ofALongerOneTheLast4096BytesAreKept() throws IOException {
    assertThat(read(1, "ab" + "c".repeat(4095))).isEqualTo("b" + "c".repeat(4095));
  }

  @Test
  void threeContainersStillHave4096BytesEach() throws IOException {
    assertThat(read(3, "a".repeat(4096))).hasSize(4096);
  }

  @Test
  void ofFourContainersEachKeepsTheFirst3072OfItsLast4096() throws IOException {
    String message = "x" + "a".repeat(3072) + "b".repeat(1024);
    assertThat(read(4, message)).isEqualTo("a".repeat(3072));
  }

  @Test
  void aMissingFileIsNoMessage() {
    assertThat(TerminationMessage.of(FROM_FILE, file, 1, List.of("log"))).isEmpty();
  }

  @Test
  void theLogStandsInForAFailedProcessThatLeftNone() {
    assertThat(withLogs(1, List.of("one", "two"))).isEqualTo("one\ntwo");
  }

  @Test
  void butNotForOneThatExitedWithZero() {
    assertThat(withLogs(0, List.of("one"))).isEmpty();
  }

  @Test
  void ofTheLogTheLast80LinesAreTaken() {
    List<String> log = Collections.nCopies(81, "a");
    assertThat(withLogs(1, log).lines()).hasSize(80);
  }

  @Test
  void andOfThoseTheLast2048Bytes() {
    assertThat(withLogs(1, List.of("a", "b".repeat(2048)))).isEqualTo("b".repeat(2048));
  }

  private String read(int containers, String written) throws IOException {
    Files.write(file, written.getBytes(UTF_8));
    TerminationMessagePolicy policy = new TerminationMessagePolicy(containers, false);
    return TerminationMessage.of(policy, file, 0, List.of());
  }

  private String withLogs(int exitCode, List<String> log) {
    TerminationMessagePolicy policy = new TerminationMessagePolicy(1, true);
    return TerminationMessage.of(policy, file, exitCode, log);
  }
}
