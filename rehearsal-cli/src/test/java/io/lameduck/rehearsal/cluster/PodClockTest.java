package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PodClockTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @Test
  void theQuickestLineTellsHowFarTheClocksAreApart() {
    PodClock clock = new PodClock();
    clock.observe(NOON.plusSeconds(10), Duration.ofMillis(13_400));
    clock.observe(NOON.plusSeconds(11), Duration.ofMillis(14_020));
    clock.observe(NOON.plusSeconds(12), Duration.ofMillis(15_900));
    assertThat(clock.at(NOON.plusSeconds(10))).isEqualTo(Duration.ofMillis(13_020));
    assertThat(clock.at(NOON.plusSeconds(9))).isEqualTo(Duration.ofMillis(12_020));
  }
}
