package io.lameduck.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyTest {
  private final Latency latency = new Latency();

  @Test
  void isFlatAfterFiveRoundsThatGainedNothing() {
    add(100, 100, 100, 100, 100);
    assertThat(latency.isFlat()).isFalse();
    add(100);
    assertThat(latency.isFlat()).isTrue();
  }

  @Test
  void isNotFlatWhileEachRoundGainsMoreThanATenth() {
    add(1000, 899, 800, 700, 600, 500, 400);
    assertThat(latency.isFlat()).isFalse();
  }

  @Test
  void gainsATenthOnlyBelowIt() {
    add(1000, 900, 900, 900, 900, 900);
    assertThat(latency.isFlat()).isTrue();
  }

  @Test
  void addsSmallGainsUp() {
    add(1000, 980, 960, 940, 920, 899, 899, 899, 899, 899);
    assertThat(latency.isFlat()).isFalse();
    add(899);
    assertThat(latency.isFlat()).isTrue();
  }

  @Test
  void isJudgedByTheBestRoundAndNotByAWorseOneInBetween() {
    add(100, 500, 100, 500, 100, 500);
    assertThat(latency.isFlat()).isTrue();
  }

  @Test
  void tellsItsFirstRoundAndItsLast() {
    assertThat(latency).hasToString("");
    add(41_200_000, 9_000_000, 3_149_000);
    assertThat(latency).hasToString(", 95 % within 41.2ms at first, 3.1ms at last");
  }

  private void add(long... rounds) {
    for (long nanos : rounds) {
      latency.add(nanos);
    }
  }
}
