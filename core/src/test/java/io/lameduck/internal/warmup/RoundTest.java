package io.lameduck.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTest {
  private static final long SECOND = 1_000_000_000;

  private final Round round = new Round(0);

  @Test
  void isFullAfterAThousandRequests() {
    add(999);
    assertThat(round.isFull(0)).isFalse();
    add(1);
    assertThat(round.isFull(0)).isTrue();
  }

  @Test
  void isFullAfterASecondOfSlowRequests() {
    add(1);
    assertThat(round.isFull(SECOND - 1)).isFalse();
    assertThat(round.isFull(SECOND)).isTrue();
  }

  @Test
  void isNotFullWithoutARequest() {
    assertThat(round.isFull(60 * SECOND)).isFalse();
  }

  @Test
  void hasTheLatencyThatNinetyFivePercentStayWithin() {
    for (int i = 100; i >= 1; i--) {
      round.add(i);
    }
    assertThat(round.latency()).isEqualTo(95);
  }

  @Test
  void ofOneRequestHasThatLatency() {
    round.add(7);
    assertThat(round.latency()).isEqualTo(7);
  }

  private void add(int requests) {
    for (int i = 0; i < requests; i++) {
      round.add(1);
    }
  }
}
