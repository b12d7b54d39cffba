package io.lameduck.rehearsal.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @Test
  void isAHostAndAPort() {
    assertThat(Target.parse("orders:80")).isEqualTo(new Target("orders", 80));
    assertThat(Target.parse("[fd00::1]:8080")).isEqualTo(new Target("[fd00::1]", 8080));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orders", "orders:", ":80", "orders:80/path", "http://orders:80", "a b:1"})
  void nothingElseIs(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Target.parse(text))
        .withMessage(text + " (expected: HOST:PORT, such as orders:80)");
  }
}
