package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PhaseReportTest {
  @Test
  void isShownWithItsDurationAndWhyItEnded() {
    assertThat(new PhaseReport(Phase.LAME_DUCK, Duration.ofMillis(5_020), EndReason.QUIET))
        .hasToString("lame-duck 5.0s (quiet)");
  }
}
