package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpecBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A StatefulSet with its probes under a prefix. */
@OnCluster
class PrefixedIT {
  private static Manifest prefixed() {
    return Manifest.of("prefixed").set("LAMEDUCK_PROPAGATION_DELAY", "3s");
  }

  private static Manifest alone() {
    return prefixed().with(StatefulSetSpecBuilder.class, set -> set.withReplicas(1));
  }

  @Test
  void readyIsThePathOfTheServiceAndTheProbesAreUnderThePrefix(Namespace namespace) {
    namespace.apply(alone());
    namespace.awaitReady("prefixed", 1);
    assertThat(namespace.get("prefixed-0", 8080, "/ready")).contains("goulash");
    assertThat(namespace.get("prefixed-0", 8080, "/probes/ready")).contains("ok");
  }

  @Test
  void podsAreReplacedOneAtATimeTheLastOneFirstAndNoRequestFails(Namespace namespace) {
    namespace.apply(prefixed());
    List<Pod> pods = namespace.awaitReady("prefixed", 2);
    InsideLoad load = InsideLoad.start(namespace, "prefixed:80", "kept-alive=4 idle=4 fresh=4");

    Write.retry(
        () -> namespace.client().apps().statefulSets().withName("prefixed").rolling().restart());
    Pod last = namespace.awaitGone(pods.get(1));
    Pod first = namespace.awaitGone(pods.get(0));
    Pod newLast = Objects.requireNonNull(namespace.history().lastSeen("prefixed-1"));
    assertThat(deleted(last)).isBefore(ready(newLast));
    assertThat(ready(newLast)).isBeforeOrEqualTo(deleted(first));

    assertThat(load.scoreAfter(200).failures()).isEmpty();
  }

  /** When it was told to end: what the API has is when its grace period is over. */
  private static Instant deleted(Pod pod) {
    long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
    return Instant.parse(pod.getMetadata().getDeletionTimestamp()).minusSeconds(grace);
  }

  private static Instant ready(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .filter(condition -> condition.getStatus().equals("True"))
        .map(PodCondition::getLastTransitionTime)
        .map(Instant::parse)
        .findFirst()
        .orElseThrow(() -> new AssertionError(pod.getMetadata().getName() + " is not ready"));
  }

  /** A sleep hears no signal where it is PID 1: it is killed at the end of the grace period. */
  @Test
  void besideAContainerThatHearsNoSignalItDrainsAndSaysSo(Namespace namespace) {
    namespace.apply(
        alone()
            .set("LAMEDUCK_GRACE_PERIOD", "10s")
            .withPods(
                pod ->
                    pod.withTerminationGracePeriodSeconds(10L)
                        .addNewContainer()
                        .withName("deaf")
                        .withImage("prefixed")
                        .withCommand("sleep", "600")
                        .endContainer()));
    Pod pod = namespace.awaitReady("prefixed", 1).get(0);
    namespace.client().resource(pod).delete();
    LastWords ended = namespace.awaitEnd(pod);
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.text()).startsWith("drained after SIGTERM in ");
  }
}
