package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.Latency;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class MixtureTest {
  private final Mixture mixture = new Mixture();

  @Test
  void ofOneHistogramHasItsQuantiles() {
    Histogram histogram = new Histogram(1_000_000, 2);
    for (int micros = 1; micros <= 100; micros++) {
      histogram.recordValue(micros);
    }
    mixture.add(histogram, 1);
    assertThat(mixture.latency()).isEqualTo(latency(50, 99, 100));
    assertThat(mixture.effectiveCount()).isEqualTo(100);
  }

  @Test
  void aValueCountsForItsWeight() {
    mixture.add(of(99, 10), 1);
    mixture.add(of(1, 20), 1);
    assertThat(mixture.latency()).isEqualTo(latency(10, 10, 20));
    mixture.add(of(1, 30), 2);
    assertThat(mixture.latency()).isEqualTo(latency(10, 30, 30));
    mixture.add(of(1, 100), 1000);
    assertThat(mixture.latency()).isEqualTo(latency(100, 100, 100));
  }

  @Test
  void ofFewValuesThatStandForManySaysNoMoreThanThoseFew() {
    mixture.add(of(10, 10), 90);
    mixture.add(of(5000, 20), 0.02);
    assertThat(mixture.effectiveCount()).isEqualTo(12);
  }

  @Test
  void ofNothingIsZero() {
    assertThat(mixture.latency()).isEqualTo(latency(0, 0, 0));
    assertThat(mixture.effectiveCount()).isZero();
  }

  private static Histogram of(int count, long micros) {
    Histogram histogram = new Histogram(1_000_000, 2);
    histogram.recordValueWithCount(micros, count);
    return histogram;
  }

  private static Latency latency(long median, long p99, long max) {
    return new Latency(
        Duration.ofNanos(1000 * median),
        Duration.ofNanos(1000 * p99),
        Duration.ofNanos(1000 * max));
  }
}
