package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DeploymentSpecBuilder;
import org.junit.jupiter.api.Test;

/** What the README of the example shows is what happens. */
@OnCluster
class OkeydokeyIT {
  private static final String CLIENTS = "kept-alive=4 idle=4 fresh=8 slow=4,/slow upload=2";
  private static final String SLOW_START = "sleep 3; exec java -jar /app/okeydokey.jar";

  private static Manifest okeydokey() {
    return Manifest.of("okeydokey")
        .with(DeploymentSpecBuilder.class, spec -> spec.withMinReadySeconds(1));
  }

  @Test
  void aRolloutFailsNoRequest(Namespace namespace) {
    InsideLoad load = rollOut(namespace, okeydokey());
    assertThat(load.scoreAfter(200).failures()).isEmpty();
    Ended prober = load.stop();
    assertThat(prober.message()).matches("\\d{3,} requests, 0 failed");
    assertThat(prober.exitCode()).isZero();
  }

  /** A new pod gets requests before it listens, an old one after it has ceased to. */
  @Test
  void withoutProbesAndDelayRequestsFailAndTheProberSaysSo(Namespace namespace) {
    Manifest careless =
        okeydokey()
            .set("LAMEDUCK_PROPAGATION_DELAY", "0s")
            .set("LAMEDUCK_QUIET_PERIOD", "0s")
            .withContainers(container -> container.withStartupProbe(null).withReadinessProbe(null))
            .withContainers(container -> container.withCommand("sh", "-c", SLOW_START));
    InsideLoad load = rollOut(namespace, careless);
    assertThat(load.scoreAfter(200).failures()).containsKey("refused");
    Ended prober = load.stop();
    assertThat(prober.message()).matches("\\d{3,} requests, [1-9]\\d* failed \\{.*refused=.*}");
    assertThat(prober.exitCode()).isEqualTo(1);
  }

  private static InsideLoad rollOut(Namespace namespace, Manifest manifest) {
    namespace.apply(manifest);
    InsideLoad load = InsideLoad.start(namespace, "okeydokey:80", CLIENTS);
    new Workload(namespace, "okeydokey").restart().awaitRolledOut();
    return load;
  }
}
