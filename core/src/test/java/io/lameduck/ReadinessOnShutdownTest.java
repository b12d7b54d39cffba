package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadinessOnShutdownTest {
  private static final Duration CENTURY = Duration.ofDays(36525);

  @Test
  void failsWithTheFirstMoment() {
    assertThat(ReadinessOnShutdown.FAIL.staysReady(Duration.ZERO)).isFalse();
  }

  @Test
  void isKept() {
    assertThat(ReadinessOnShutdown.KEEP.staysReady(CENTURY)).isTrue();
  }

  @Test
  void failsAfterAWhile() {
    ReadinessOnShutdown afterTenSeconds = ReadinessOnShutdown.failAfter(Duration.ofSeconds(10));

    assertThat(afterTenSeconds.staysReady(Duration.ofNanos(9_999_999_999L))).isTrue();
    assertThat(afterTenSeconds.staysReady(Duration.ofSeconds(10))).isFalse();
  }

  @Test
  void isReadFromTwoWordsOrADuration() throws BadValueException {
    assertThat(ReadinessOnShutdown.parse("fail")).isEqualTo(ReadinessOnShutdown.FAIL);
    assertThat(ReadinessOnShutdown.parse("Keep")).isEqualTo(ReadinessOnShutdown.KEEP);
    assertThat(ReadinessOnShutdown.parse("10s"))
        .isEqualTo(ReadinessOnShutdown.failAfter(Duration.ofSeconds(10)));
  }

  @Test
  void failingAfterNoTimeIsFailing() throws BadValueException {
    assertThat(ReadinessOnShutdown.parse("0s")).isEqualTo(ReadinessOnShutdown.FAIL);
  }
}
