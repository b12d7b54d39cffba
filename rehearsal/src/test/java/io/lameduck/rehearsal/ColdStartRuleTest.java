package io.lameduck.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.ColdStarts;
import io.lameduck.rehearsal.model.Latency;
import io.lameduck.rehearsal.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColdStartRuleTest {
  private static final Verdict GOOD = new Verdict(List.of());

  @Test
  void newPodsMayBeSlowerByThatMuch() {
    assertThat(new ColdStartRule(1.5).applyTo(GOOD, newPods(15, 10, true))).isEqualTo(GOOD);
  }

  @Test
  void andNotByMore() {
    assertThat(new ColdStartRule(1.5).applyTo(GOOD, newPods(1600, 10, true)).reasons())
        .containsExactly(
            "New pods were slow: 99 % of their first requests were answered within 1,600.0 ms, in"
                + " the steady state within 10.0 ms: 160.0 times as long (allowed: 1.5 times).");
  }

  @Test
  void theReasonComesAfterThoseThereAre() {
    Verdict bad = new Verdict(List.of("8 of 100 requests failed."));
    assertThat(new ColdStartRule(1.5).applyTo(bad, newPods(30, 10, true)).reasons())
        .hasSize(2)
        .startsWith("8 of 100 requests failed.");
  }

  @Test
  void tooFewRequestsAreNoPass() {
    assertThat(new ColdStartRule(1.5).applyTo(GOOD, newPods(10, 10, false)).reasons())
        .containsExactly(
            "The cold start is unknown: 1,200 first requests to new pods and 3,400 in the steady"
                + " state are too few to compare (expected: 1,000 of each, of the same kinds of"
                + " clients); let more clients ask, or for longer.");
  }

  @Test
  void noSteadyStateIsNoPass() {
    assertThat(new ColdStartRule(1.5).applyTo(GOOD, newPods(10, 0, true)).reasons())
        .singleElement()
        .asString()
        .startsWith("The cold start is unknown: ");
  }

  @Test
  void noNewPodIsNoPass() {
    assertThat(new ColdStartRule(1.5).applyTo(GOOD, ColdStarts.none()).reasons())
        .containsExactly(
            "The cold start is unknown: no pod that was started under load was asked by clients"
                + " that wait for nothing but the answer.");
  }

  @Test
  void withoutALimitNothingIsAskedFor() {
    assertThat(ColdStartRule.NONE.applyTo(GOOD, ColdStarts.none())).isEqualTo(GOOD);
    assertThat(ColdStartRule.NONE.applyTo(GOOD, newPods(9000, 1, true))).isEqualTo(GOOD);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 0, -1, Double.NaN})
  void aLimitThatNothingCanKeepIsRefused(double ratio) {
    assertThatThrownBy(() -> new ColdStartRule(ratio))
        .hasMessage("maxColdStartRatio: " + ratio + " (expected: a number >= 1)");
  }

  private static ColdStarts newPods(long firstMillis, long steadyMillis, boolean conclusive) {
    ColdStart coldStart =
        new ColdStart(1200, latency(firstMillis), 3400, latency(steadyMillis), conclusive);
    return new ColdStarts(Map.of(), coldStart);
  }

  private static Latency latency(long millis) {
    Duration duration = Duration.ofMillis(millis);
    return new Latency(duration, duration, duration);
  }
}
