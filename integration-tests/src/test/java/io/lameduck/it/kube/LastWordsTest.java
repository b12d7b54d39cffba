package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastWordsTest {
  private static final String DRAINED =
      "[lameduck] INFO io.lameduck.Lameduck - drained after SIGTERM in 6.1s: lame-duck 5.0s (quiet),"
          + " draining 0.1s (drained), closing 0.0s (closed); served 12, cut 0; exit 0";

  @Test
  void areTheSummaryOfTheShutdown() throws Exception {
    LastWords words = LastWords.in(List.of("started", DRAINED, "bye"), Optional.empty());
    assertThat(words.exitCode()).isZero();
    assertThat(words.text())
        .startsWith("drained after SIGTERM in 6.1s: ")
        .endsWith("; served 12, cut 0; exit 0");
  }

  @Test
  void mayBeTheMessageOfALineOfJson() throws Exception {
    String json =
        "{\"version\":\"1\",\"message\":\"drained after SIGTERM in 1.1s: lame-duck 1.0s (quiet);"
            + " cut 0; exit 0\",\"logger_name\":\"io.lameduck.Lameduck\"}";
    assertThat(LastWords.in(List.of(json), Optional.empty()).text())
        .isEqualTo("drained after SIGTERM in 1.1s: lame-duck 1.0s (quiet); cut 0; exit 0");
  }

  @Test
  void areTheLastSummaryThereIs() throws Exception {
    String halted = "halted: second-signal; second-signal after SIGTERM in 1.0s: ; exit 143";
    assertThat(LastWords.in(List.of(DRAINED, halted), Optional.empty()).exitCode()).isEqualTo(143);
  }

  @Test
  void areMissingWhereTheLogEndsWithoutASummary() {
    assertThatExceptionOfType(LastWords.Missing.class)
        .isThrownBy(() -> LastWords.in(List.of("started", "shutting down"), Optional.empty()))
        .withMessageContaining("it wrote no summary")
        .withMessageContaining("shutting down");
  }

  @Test
  void areNotBelievedWhereTheKubeletSawAnotherExitCode() throws Exception {
    assertThat(LastWords.in(List.of(DRAINED), Optional.of(ended(0))).exitCode()).isZero();
    assertThatExceptionOfType(LastWords.Missing.class)
        .isThrownBy(() -> LastWords.in(List.of(DRAINED), Optional.of(ended(137))))
        .withMessageContaining("the kubelet saw")
        .withMessageContaining("137");
  }

  private static Ended ended(int exitCode) {
    return new Ended(exitCode, "", "", Instant.EPOCH, Instant.EPOCH);
  }
}
