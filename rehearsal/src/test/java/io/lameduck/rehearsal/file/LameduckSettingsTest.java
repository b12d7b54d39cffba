package io.lameduck.rehearsal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LameduckSettingsTest {
  @ParameterizedTest
  @CsvSource({"500ms,500", "5s,5000", "1m30s,90000", "2h,7200000", "PT1M,60000"})
  void areReadAsTheLibraryReadsThem(String text, long millis) {
    assertThat(new LameduckSettings(Map.of("LAMEDUCK_GRACE_PERIOD", text)).gracePeriod())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void haveTheDefaultsOfTheLibrary() {
    LameduckSettings settings = new LameduckSettings(Map.of("LAMEDUCK_PROBE_PORT", "8081"));
    assertThat(settings.propagationDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.gracePeriod()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.preStopSleep()).isZero();
  }

  /** Every pod of a rehearsal is told where to write its message, whatever it runs. */
  @Test
  void areNotThereForAServiceThatIsOnlyToldOfItsMessage() {
    LameduckSettings settings = new LameduckSettings(Map.of("LAMEDUCK_TERMINATION_LOG", "x"));
    assertThat(settings.areThere()).isFalse();
    assertThat(settings.propagationDelay()).isZero();
  }
}
