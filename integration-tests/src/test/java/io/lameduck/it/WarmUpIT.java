package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.Rehearsal;
import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.PodSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a warm-up is worth to the first clients of a new pod; on a machine that does nothing else.
 */
@Tag("frameworks")
@Timeout(300)
class WarmUpIT {
  private static final int REQUESTS = 30_000;

  @ParameterizedTest
  @ValueSource(strings = {"hello", "spring-boot"})
  void theFirstRequestsOfANewPodAreFaster(String example) throws Exception {
    PodSpec cold = Example.of(example).ready("/ready");
    ColdStart without = newPods(cold);
    ColdStart with = newPods(cold.with("LAMEDUCK_WARM_UP", "/"));
    assertThat(with.first().median())
        .isLessThan(without.first().median().multipliedBy(9).dividedBy(10));
  }

  private static ColdStart newPods(PodSpec service) throws InterruptedException {
    return Rehearsal.of(service)
        .atLeast(REQUESTS)
        .rollingUpdate()
        .assertPassed()
        .report()
        .results()
        .coldStarts()
        .ofNewPods()
        .orElseThrow();
  }
}
