package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
  @Test
  void timeRunsFromLeftToRight() {
    Axis axis = new Axis(Duration.ZERO, Duration.ofSeconds(10), 100, 500);
    assertThat(axis.x(Duration.ZERO)).isEqualTo(100);
    assertThat(axis.x(Duration.ofSeconds(5))).isEqualTo(350);
    assertThat(axis.x(Duration.ofSeconds(11))).isEqualTo(600);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5, 20, 61, 1800, 36_000})
  void itIsReadableHoweverLongItIs(long seconds) {
    Axis axis = new Axis(Duration.ZERO, Duration.ofSeconds(seconds), 0, 1000);
    assertThat(axis.ticks()).hasSizeBetween(2, 17);
  }

  @Test
  void itBeginsWithTheLoad() {
    Axis axis = new Axis(Duration.ofMillis(7200), Duration.ofMillis(26_200), 100, 500);
    assertThat(axis.x(Duration.ofSeconds(2))).isEqualTo(100);
    assertThat(axis.x(Duration.ofMillis(7200))).isEqualTo(100);
    assertThat(axis.x(Duration.ofMillis(16_700))).isEqualTo(350);
    assertThat(axis.ticks().get(0)).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void minutesAreWrittenAsMinutes() {
    assertThat(Axis.label(Duration.ofSeconds(119))).isEqualTo("119 s");
    assertThat(Axis.label(Duration.ofSeconds(125))).isEqualTo("2:05");
  }
}
