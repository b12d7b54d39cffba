package io.lameduck.internal.config;

import static io.lameduck.internal.config.GivenSettings.inACluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.Setting;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpSettingsTest {
  @Test
  void thereIsNoneUnlessItIsSet() {
    assertThat(inACluster().read().warmUp()).isEmpty();
    assertThat(inACluster().read().warmUpMax()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void areAllPathsOfALineOrOfSeveral() {
    Settings settings = inACluster().env(Setting.WARM_UP, " /a /b?c=1&d=%20\n  /e ").read();
    assertThat(settings.warmUp().orElseThrow().requests()).hasSize(3);
    assertThat(settings.warmUp().orElseThrow().port()).isEmpty();
    assertThat(settings.oneLine()).contains("WARM_UP=/a /b?c=1&d=%20 /e(env)");
  }

  @Test
  void mayNameThePort() {
    Settings settings =
        inACluster().env(Setting.WARM_UP, "/").env(Setting.WARM_UP_PORT, "8080").read();
    assertThat(settings.warmUp().orElseThrow().port()).isEmpty();
    assertThat(settings.warmUpPort()).contains(8080);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "/a,b /c|d", "//host/a", "/a#b", "/a b", "http://localhost/a"})
  void areNothingButPaths(String text) {
    assertThat(inACluster().env(Setting.WARM_UP, text).errors())
        .containsExactly(
            "LAMEDUCK_WARM_UP: \""
                + text
                + "\" (expected: paths with a blank between them, such as /a /b?c=1)");
  }
}
