package io.lameduck.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.PodSpec;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of docs/in-front-of-your-pods.md, at their edge. */
@Timeout(60)
class BehindIT {
  @RegisterExtension private final Instances instances = new Instances();

  @ParameterizedTest
  @CsvSource({
    "alb, 74s, 1m15s = 1m10s of new connections for LAMEDUCK_BEHIND=alb",
    "nlb, 304s, 5m5s = 5m of new connections for LAMEDUCK_BEHIND=nlb",
    "gclb, 44s, 45s = 0s LAMEDUCK_PRESTOP_SLEEP + 40s left of the 40s LAMEDUCK_PROPAGATION_DELAY",
    "dns, 64s, 1m5s = 1m of new connections for LAMEDUCK_BEHIND=dns",
    "service, 9s, 10s = 0s LAMEDUCK_PRESTOP_SLEEP + 5s left of the 5s LAMEDUCK_PROPAGATION_DELAY"
  })
  void aSecondTooFewKeepsTheServiceFromStarting(String behind, String grace, String sum)
      throws Exception {
    End end = instances.start(hello(behind, grace)).awaitEnd();
    assertThat(end.exitCode()).isEqualTo(1);
    assertThat(end.message())
        .contains("LAMEDUCK_GRACE_PERIOD: \"" + grace + "\" (expected: at least " + sum)
        .contains(" + 1s LAMEDUCK_IDLE_LINGER + 3s LAMEDUCK_CLOSE_RESERVE")
        .contains("raise terminationGracePeriodSeconds and LAMEDUCK_GRACE_PERIOD together");
  }

  @ParameterizedTest
  @CsvSource({
    "alb, 75s, PROPAGATION_DELAY=40s, PROPAGATION_MAX=1m10s",
    "nlb, 305s, PROPAGATION_DELAY=2m, PROPAGATION_MAX=5m",
    "gclb, 45s, PROPAGATION_DELAY=40s, PROPAGATION_MAX=40s",
    "dns, 65s, PROPAGATION_DELAY=30s, PROPAGATION_MAX=1m",
    "service, 10s, PROPAGATION_DELAY=5s, PROPAGATION_MAX=5s"
  })
  void aSecondMoreIsEnoughForTheDelayAndItsMaximum(
      String behind, String grace, String delay, String max) {
    Instance hello = instances.start(hello(behind, grace)).awaitReady();
    assertThat(hello.log())
        .filteredOn(line -> line.contains("configuration in a cluster"))
        .singleElement()
        .asString()
        .contains(" " + delay + " ", " " + max + " ");
  }

  private static PodSpec hello(String behind, String grace) {
    return Example.hello()
        .with("KUBERNETES_SERVICE_HOST", "10.96.0.1")
        .with("LAMEDUCK_BEHIND", behind)
        .with("LAMEDUCK_GRACE_PERIOD", grace);
  }
}
