package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {
  @Test
  void hasANameInTheEnvironmentAndOneAmongTheSystemProperties() {
    assertThat(Setting.GRACE_PERIOD.environmentName()).isEqualTo("LAMEDUCK_GRACE_PERIOD");
    assertThat(Setting.GRACE_PERIOD.propertyName()).isEqualTo("lameduck.grace.period");
    assertThat(Setting.PROBE_ALIVE_PATH.environmentName()).isEqualTo("LAMEDUCK_PROBE_ALIVE_PATH");
    assertThat(Setting.PROBE_ALIVE_PATH.propertyName()).isEqualTo("lameduck.probe.alive.path");
  }

  @ParameterizedTest
  @EnumSource
  void theMeaningIsOneLine(Setting setting) {
    assertThat(setting.meaning()).isNotBlank().doesNotContain("\n");
  }

  @ParameterizedTest
  @EnumSource(names = "PRESTOP_TOKEN", mode = EnumSource.Mode.EXCLUDE)
  void theTokenAloneIsSecret(Setting setting) {
    assertThat(setting.secret()).isFalse();
    assertThat(Setting.PRESTOP_TOKEN.secret()).isTrue();
  }
}
