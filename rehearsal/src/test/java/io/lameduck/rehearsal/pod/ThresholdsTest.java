package io.lameduck.rehearsal.pod;

import static io.lameduck.rehearsal.pod.Thresholds.ProbeStatus.FAILING;
import static io.lameduck.rehearsal.pod.Thresholds.ProbeStatus.PASSING;
import static io.lameduck.rehearsal.pod.Thresholds.ProbeStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.pod.Thresholds.ProbeStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void oneSuccessIsEnoughByDefault() {
    assertThat(thresholds(1, 3, FAILING).after(true)).isEqualTo(PASSING);
  }

  @Test
  void onlyTheThirdFailureInARowFails() {
    Thresholds thresholds = thresholds(1, 3, PASSING);
    assertThat(thresholds.after(false)).isEqualTo(PASSING);
    assertThat(thresholds.after(false)).isEqualTo(PASSING);
    assertThat(thresholds.after(false)).isEqualTo(FAILING);
  }

  @Test
  void aSuccessInBetweenStartsTheCountAgain() {
    Thresholds thresholds = thresholds(1, 2, PASSING);
    thresholds.after(false);
    thresholds.after(true);
    assertThat(thresholds.after(false)).isEqualTo(PASSING);
    assertThat(thresholds.after(false)).isEqualTo(FAILING);
  }

  @Test
  void onlyTheSecondSuccessInARowPassesWhereTwoAreAsked() {
    Thresholds thresholds = thresholds(2, 1, FAILING);
    assertThat(thresholds.after(true)).isEqualTo(FAILING);
    assertThat(thresholds.after(false)).isEqualTo(FAILING);
    assertThat(thresholds.after(true)).isEqualTo(FAILING);
    assertThat(thresholds.after(true)).isEqualTo(PASSING);
  }

  @Test
  void nothingIsKnownOfAStartupProbeUntilAThresholdIsMet() {
    Thresholds thresholds = thresholds(1, 2, UNKNOWN);
    assertThat(thresholds.after(false)).isEqualTo(UNKNOWN);
    assertThat(thresholds.after(false)).isEqualTo(FAILING);
  }

  private static Thresholds thresholds(int successes, int failures, ProbeStatus initial) {
    ProbeSpec spec =
        new ProbeSpec(HttpGet.of("/"), Duration.ZERO, SECOND, SECOND, successes, failures);
    return new Thresholds(spec, initial);
  }
}
