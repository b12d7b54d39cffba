package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloseReportTest {
  private static final CloseReport CLOSED = pool(Optional.empty());
  private static final CloseReport FAILED = pool(Optional.of("java.io.IOException: broken"));
  private static final CloseReport ABANDONED = pool(Optional.of("did not return"));

  private static CloseReport pool(Optional<String> failure) {
    return new CloseReport("pool", Duration.ofMillis(200), failure);
  }

  @Test
  void isShownWithWhatWentWrong() {
    assertThat(CLOSED).hasToString("pool 0.2s");
    assertThat(FAILED).hasToString("pool 0.2s: java.io.IOException: broken");
    assertThat(ABANDONED).hasToString("pool 0.2s: did not return");
  }
}
