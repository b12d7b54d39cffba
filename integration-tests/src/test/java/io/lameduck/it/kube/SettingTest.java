package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
  private static final Map<String, String> NONE = Map.of();

  @ParameterizedTest
  @CsvSource({
    "KUBECONFIG, it.kubeconfig, IT_KUBECONFIG",
    "LOAD, it.load, IT_LOAD",
    "BASE_IMAGE, it.baseImage, IT_BASE_IMAGE",
    "K3S_IMAGE, it.k3sImage, IT_K3S_IMAGE",
    "ROUNDS, it.rounds, IT_ROUNDS",
  })
  void isAPropertyOrAVariable(Setting setting, String property, String variable) {
    Map<String, String> properties = Map.of(property, "of the property");
    Map<String, String> variables = Map.of(variable, "of the variable");
    assertThat(setting.value(properties::get, NONE::get)).hasValue("of the property");
    assertThat(setting.value(NONE::get, variables::get)).hasValue("of the variable");
    assertThat(setting.value(properties::get, variables::get)).hasValue("of the property");
    assertThat(setting.value(NONE::get, NONE::get)).isEmpty();
  }

  /** As of a Maven property, or a variable of a CI job, that somebody left empty. */
  @Test
  void isNotSetWhereItIsBlank() {
    Map<String, String> blank = Map.of("it.k3sImage", " ");
    Map<String, String> variables = Map.of("IT_K3S_IMAGE", "k3s");
    assertThat(Setting.K3S_IMAGE.value(blank::get, variables::get)).hasValue("k3s");
    assertThat(Setting.K3S_IMAGE.value(blank::get, NONE::get)).isEmpty();
  }
}
