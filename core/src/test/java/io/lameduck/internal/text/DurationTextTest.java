package io.lameduck.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0s",
    "49, 0.0s",
    "50, 0.1s",
    "949, 0.9s",
    "999, 1.0s",
    "12345, 12.3s",
    "90000, 90.0s",
    "3600000, 3600.0s",
    "-300, -0.3s",
    "-1250, -1.2s"
  })
  void secondsHaveOneDigitAfterThePoint(long millis, String shown) {
    assertThat(DurationText.seconds(Duration.ofMillis(millis))).isEqualTo(shown);
  }

  @Test
  void secondsAreTheSameFromNanoseconds() {
    assertThat(DurationText.seconds(12_345_678_901L)).isEqualTo("12.3s");
  }

  @Test
  void secondsHaveAPointWhateverTheLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(DurationText.seconds(Duration.ofMillis(1500))).isEqualTo("1.5s");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"-5, PT-0.000000005S", "1, PT0.000000001S", "1500000000, 1s500ms"})
  void exactIsShortOnlyForWholeMillisecondsThatAreNotNegative(long nanos, String shown) {
    assertThat(DurationText.exact(Duration.ofNanos(nanos))).isEqualTo(shown);
  }
}
