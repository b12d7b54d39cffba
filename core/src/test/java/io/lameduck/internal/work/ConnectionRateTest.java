package io.lameduck.internal.work;

import static io.lameduck.internal.work.RecentCount.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConnectionRateTest {
  private static final long SECOND = MINUTE / 60;

  private final ConnectionRate rate = new ConnectionRate(0);

  @Test
  void isUnknownUntilAMinuteHasBeenWatched() {
    connections(0, MINUTE - 1, SECOND);
    assertThat(rate.perMinute(MINUTE - 1)).isEmpty();
    assertThat(rate.perMinute(MINUTE)).hasValue(60);
  }

  @Test
  void isThatOfTheLastOneToTwoMinutes() {
    connections(0, 10 * MINUTE, SECOND);
    connections(10 * MINUTE, 12 * MINUTE, 10 * SECOND);
    assertThat(rate.perMinute(12 * MINUTE).orElseThrow()).isCloseTo(6, within(1.0));
  }

  @Test
  void countsTheMinuteThatIsRunning() {
    connections(0, 3 * MINUTE / 2, SECOND);
    assertThat(rate.perMinute(3 * MINUTE / 2).orElseThrow()).isCloseTo(60, within(1.0));
  }

  @Test
  void isZeroWhenNobodyCameForLong() {
    connections(0, MINUTE, SECOND);
    assertThat(rate.perMinute(60 * MINUTE)).hasValue(0);
  }

  @Test
  void isZeroWhenNobodyEverCame() {
    assertThat(rate.perMinute(MINUTE)).hasValue(0);
  }

  private void connections(long from, long to, long pause) {
    for (long now = from; now < to; now += pause) {
      rate.connection(now);
    }
  }
}
