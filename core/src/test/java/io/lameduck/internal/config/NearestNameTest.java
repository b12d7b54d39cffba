package io.lameduck.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
  private static final NearestName NAMES =
      new NearestName(List.of("GRACE_PERIOD", "QUIET_PERIOD", "PROBE_PORT", "EXIT_MARGIN"));

  @ParameterizedTest
  @CsvSource({
    "GRCE_PERIOD, GRACE_PERIOD",
    "GRACEE_PERIOD, GRACE_PERIOD",
    "GRASE_PERIOD, GRACE_PERIOD",
    "GARCE_PERIOD, GRACE_PERIOD",
    "GRACEPERIOD, GRACE_PERIOD",
    "PROBE_PROT, PROBE_PORT",
  })
  void aLetterLeftOutAddedMistakenOrSwappedIsForgiven(String name, String nearest) {
    assertThat(NAMES.to(name)).contains(nearest);
  }

  @Test
  void aQuarterOfTheLettersMayBeWrongAndNoMore() {
    assertThat(NAMES.to("GRACE_PEXXXD")).contains("GRACE_PERIOD");
    assertThat(NAMES.to("GRACE_PXXXXD")).isEmpty();
    assertThat(NAMES.to("PROBE_POXX")).contains("PROBE_PORT");
    assertThat(NAMES.to("PROBE_PXXX")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GRACE, GRACE_PERIOD",
    "PORT, PROBE_PORT",
    "GRACE_PERIOD_SECONDS, GRACE_PERIOD",
    "TERMINATION_GRACE_PERIOD, GRACE_PERIOD",
    "MARGIN_EXIT, EXIT_MARGIN",
  })
  void wordsMayBeMissingAddedOrInAnotherOrder(String name, String nearest) {
    assertThat(NAMES.to(name)).contains(nearest);
  }

  @Test
  void aSwapIsOneMistakeAndNotTwo() {
    assertThat(NAMES.to("RGACE_EPRIOD")).contains("GRACE_PERIOD");
  }

  @Test
  void ofSeveralNearNamesTheNearestIsMeant() {
    NearestName names = new NearestName(List.of("PROBE_ALIVE_PATH", "PROBE_PORT", "PROBE_PREFIX"));

    assertThat(names.to("PROBE")).contains("PROBE_PORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"COLOUR", "TIMEOUT", "", "_", "X"})
  void aNameLikeNoOtherHasNoNearest(String name) {
    assertThat(NAMES.to(name)).isEmpty();
  }
}
