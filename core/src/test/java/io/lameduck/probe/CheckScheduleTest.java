package io.lameduck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckScheduleTest {
  private static final CheckSchedule DEFAULTS = CheckSchedule.defaults();

  @Test
  void runsEveryFiveSecondsAndBelievesTheFirstResultByDefault() {
    assertThat(DEFAULTS)
        .isEqualTo(new CheckSchedule(Duration.ofSeconds(5), Duration.ofSeconds(2), 1, 1));
  }

  @Test
  void changesOneValueAtATime() {
    assertThat(
            DEFAULTS
                .withPeriod(Duration.ofSeconds(7))
                .withTimeout(Duration.ofSeconds(3))
                .withFailureThreshold(4)
                .withSuccessThreshold(6))
        .isEqualTo(new CheckSchedule(Duration.ofSeconds(7), Duration.ofSeconds(3), 4, 6));
    assertThat(DEFAULTS.period()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void refusesAPeriodThatIsNotAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withPeriod(Duration.ZERO))
        .withMessage("period: 0s (expected: > 0s)");
    assertThat(DEFAULTS.withPeriod(Duration.ofNanos(1)).period()).isEqualTo(Duration.ofNanos(1));
  }

  @Test
  void refusesATimeoutThatIsNotAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withTimeout(Duration.ofMillis(-1500)))
        .withMessage("timeout: PT-1.5S (expected: > 0s)");
  }

  @Test
  void refusesMoreThanADay() {
    Duration day = Duration.ofDays(1);
    assertThat(DEFAULTS.withPeriod(day).withTimeout(day).period()).isEqualTo(day);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withPeriod(day.plusSeconds(1)))
        .withMessage("period: 24h1s (expected: <= 24h)");
  }

  @Test
  void refusesThresholdsBelowOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withFailureThreshold(0))
        .withMessage("failureThreshold: 0 (expected: >= 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withSuccessThreshold(-1))
        .withMessage("successThreshold: -1 (expected: >= 1)");
  }
}
