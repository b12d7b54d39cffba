package io.lameduck.spi;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.internal.time.ManualTime;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionAgeTest {
  private static final Duration MAX = ofSeconds(100);

  private final ManualTime time = new ManualTime();
  private final ConnectionAge age = ConnectionAge.of(MAX).by(time);

  @Test
  void isOverWhenItsEndHasComeAndNotBefore() {
    long end = age.drawEnd();
    time.advance(Duration.ofNanos(end - 1));
    assertThat(age.isOver(end)).isFalse();
    time.advance(Duration.ofNanos(1));
    assertThat(age.isOver(end)).isTrue();
  }

  @Test
  void isCountedFromWhenItIsDrawn() {
    time.advance(ofDays(1));
    assertThat(age.drawEnd()).isGreaterThanOrEqualTo(ofDays(1).plus(ofSeconds(90)).toNanos());
  }

  /** A thousand draws that all miss the outer tenth of the range: once in 10^45 runs. */
  @Test
  void isSpreadOverATenthOfTheMaximumOnEachSide() {
    LongSummaryStatistics ends = LongStream.generate(age::drawEnd).limit(1_000).summaryStatistics();
    assertThat(ends.getMin()).isBetween(ofSeconds(90).toNanos(), ofSeconds(92).toNanos());
    assertThat(ends.getMax()).isBetween(ofSeconds(108).toNanos(), ofSeconds(110).toNanos());
  }

  @Test
  void withoutAMaximumIsNeverOver() {
    ConnectionAge unlimited = ConnectionAge.unlimited().by(time);
    long end = unlimited.drawEnd();
    time.advance(ofDays(100_000));
    assertThat(unlimited.isOver(end)).isFalse();
    assertThat(unlimited.isLimited()).isFalse();
    assertThat(unlimited.max()).isEmpty();
  }

  @Test
  void isNotOverWhereNoEndWasDrawn() {
    time.advance(ofDays(100_000));
    assertThat(age.isOver(ConnectionAge.NEVER)).isFalse();
  }

  @Test
  void tellsItsMaximum() {
    assertThat(age.isLimited()).isTrue();
    assertThat(age.max()).contains(MAX);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void isPositive(long nanos) {
    Duration max = Duration.ofNanos(nanos);
    assertThatThrownBy(() -> ConnectionAge.of(max)).hasMessageContaining("expected: > PT0S");
  }
}
