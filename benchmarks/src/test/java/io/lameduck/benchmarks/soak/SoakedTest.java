package io.lameduck.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.benchmarks.service.Candidate;
import io.lameduck.rehearsal.model.PodEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoakedTest {
  private static final Candidate NETTY =
      new Candidate(
          "Lameduck on Netty", Path.of("a.jar"), true, "/ready", false, Map.of(), Map.of(), 17);

  @Test
  void addsUpRequestsAndEnds() {
    Soaked both = soaked(100, end(0, false, 5)).and(soaked(50, end(0, false, 7)));

    assertThat(both.requests()).isEqualTo(150);
    assertThat(both.ends()).hasSize(2);
    assertThat(both.secondsToExit().text()).isEqualTo("6 (5–7)");
  }

  @Test
  void isContentWithPodsThatEndByThemselves() {
    assertThatCode(() -> soaked(100, end(0, false, 5)).requireGoodEnds())
        .doesNotThrowAnyException();
  }

  @Test
  void doesNotPutUpWithAKilledPod() {
    assertThatThrownBy(() -> soaked(100, end(0, true, 30)).requireGoodEnds())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Lameduck on Netty")
        .hasMessageContaining("killed=true");
  }

  @Test
  void doesNotPutUpWithAnExitCodeThatIsNotZero() {
    assertThatThrownBy(() -> soaked(100, end(1, false, 5)).requireGoodEnds())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("exitCode=1");
  }

  private static Soaked soaked(long requests, PodEnd end) {
    return new Soaked(NETTY, requests, List.of(end));
  }

  private static PodEnd end(int exitCode, boolean killed, int seconds) {
    Duration time = Duration.ofSeconds(seconds);
    return new PodEnd(exitCode, killed, time, time, "");
  }
}
