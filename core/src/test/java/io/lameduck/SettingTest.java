package io.lameduck;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
  @Test
  void hasANameInTheEnvironmentAndOneAmongTheSystemProperties() {
    assertThat(Setting.GRACE_PERIOD.environmentName()).isEqualTo("LAMEDUCK_GRACE_PERIOD");
    assertThat(Setting.GRACE_PERIOD.propertyName()).isEqualTo("lameduck.grace.period");
    assertThat(Setting.PROBE_ALIVE_PATH.environmentName()).isEqualTo("LAMEDUCK_PROBE_ALIVE_PATH");
    assertThat(Setting.PROBE_ALIVE_PATH.propertyName()).isEqualTo("lameduck.probe.alive.path");
  }

  @ParameterizedTest
  @MethodSource("io.lameduck.Setting#values")
  void theMeaningIsOneLine(Setting<?> setting) {
    assertThat(setting.meaning()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void theTokenAloneIsSecret() {
    assertThat(Setting.values())
        .filteredOn(Setting::isSecret)
        .singleElement()
        .isSameAs(Setting.PRESTOP_TOKEN);
  }

  @Test
  void everyConstantIsAValue() {
    assertThat(Setting.class.getFields())
        .extracting(Field::getName)
        .containsExactlyElementsOf(Setting.values().stream().<String>map(Setting::name).toList());
  }

  @ParameterizedTest
  @MethodSource("io.lameduck.Setting#values")
  void aDefaultIsWrittenAsItIsRead(Setting<?> setting) {
    assertDefaultIsWrittenAsItIsRead(setting);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.001, 0.000999, 0.00001})
  void aProbabilityIsWrittenWithoutAnExponent(double risk) {
    String text = Setting.PROPAGATION_RISK.text(risk);
    assertThat(text).matches("0\\.\\d+");
    assertThat(Setting.PROPAGATION_RISK.parse(text)).isEqualTo(risk);
  }

  private static <T> void assertDefaultIsWrittenAsItIsRead(Setting<T> setting) {
    for (boolean inCluster : new boolean[] {true, false}) {
      Optional<T> value = setting.defaultValue(inCluster);
      if (value.isPresent()) {
        assertThat(setting.parse(setting.text(value.get()))).isEqualTo(value.get());
      }
    }
  }
}
