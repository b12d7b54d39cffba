package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadinessOnShutdownTest {
  @Test
  void isReadFromTwoWordsOrADuration() throws BadValueException {
    assertThat(SettingFormat.READINESS.parse("fail")).isEqualTo(ReadinessOnShutdown.FAIL);
    assertThat(SettingFormat.READINESS.parse("Keep")).isEqualTo(ReadinessOnShutdown.KEEP);
    assertThat(SettingFormat.READINESS.parse("10s"))
        .isEqualTo(ReadinessOnShutdown.failAfter(Duration.ofSeconds(10)));
  }

  @Test
  void failingAfterNoTimeIsFailing() throws BadValueException {
    assertThat(SettingFormat.READINESS.parse("0s")).isEqualTo(ReadinessOnShutdown.FAIL);
  }
}
