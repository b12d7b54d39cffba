package io.lameduck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbePathsTest {
  @Test
  void haveDefaults() {
    assertThat(ProbePaths.defaults()).isEqualTo(new ProbePaths("/alive", "/ready", "/started"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ready", "/rea dy", "/ready?x", "/ready#x", "/ready\n"})
  void refuseWhatIsNoPath(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProbePaths("/alive", path, "/started"))
        .withMessage("ready: \"" + path + "\" (expected: a path like /ready)");
  }

  @Test
  void refuseTheSamePathTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProbePaths("/health", "/ready", "/health"))
        .withMessage("paths: /health, /ready, /health (expected: all different)");
  }

  @Test
  void includeWhatIsAtThemAndBeneathThemAndNothingElse() {
    ProbePaths paths = ProbePaths.defaults();
    assertThat(List.of("/alive", "/ready", "/started", "/ready/database")).allMatch(paths::include);
    assertThat(List.of("/", "/readyz", "/al", "/x/ready", "")).noneMatch(paths::include);
  }
}
