package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpecBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A pod that believes in thirty seconds, and may ask the API when and why it ends. */
@OnCluster
class DeletionIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long SECONDS = 8;

  private static final Manifest PREFIXED =
      Manifest.of("prefixed").with(StatefulSetSpecBuilder.class, set -> set.withReplicas(1));

  @Test
  void aShorterGracePeriodIsKept(Namespace namespace) {
    Pod pod = ready(namespace, PREFIXED);
    namespace.client().resource(pod).withGracePeriod(SECONDS).delete();
    LastWords end = namespace.awaitEnd(pod);
    assertThat(end.exitCode()).isZero();
    assertThat(end.text())
        .matches("drained after SIGTERM \\(SIGKILL after [2-8]\\.\\ds, not 30\\.0s\\) in .*")
        .contains("(deadline)");
  }

  @Test
  void anEvictionIsNamed(Namespace namespace) {
    Pod pod = ready(namespace, PREFIXED);
    await("leave to evict it")
        .atMost(PATIENCE)
        .until(() -> Write.retry(() -> namespace.dialect().evict(pod)));
    LastWords end = namespace.awaitEnd(pod);
    assertThat(end.exitCode()).isZero();
    assumeTrue(isDisrupted(namespace.awaitGone(pod)), "this cluster does not say why a pod ends");
    assertThat(end.text()).startsWith("drained after SIGTERM (EvictionByEvictionAPI");
  }

  @Test
  void aContainerThatIsEndedAloneKnowsThatItsPodIsNot(Namespace namespace) {
    ready(namespace, PREFIXED);
    Ended end = Stopped.all(namespace, "prefixed").get("prefixed-0").end();
    assertThat(end.exitCode()).isZero();
    assertThat(end.message()).startsWith("lameduck: drained after SIGTERM (NotDeleted) in ");
  }

  @Test
  void whoMayNotAskIsToldSoAndEndsAsBefore(Namespace namespace) {
    Pod pod = ready(namespace, PREFIXED.with(RoleBindingBuilder.class, r -> r.withSubjects()));
    FollowedLog log = namespace.awaitLog(pod);
    await("advice")
        .atMost(PATIENCE)
        .until(() -> log.text().stream().anyMatch(line -> line.contains("may not get pod")));
    namespace.client().resource(pod).delete();
    assertThat(namespace.awaitEnd(pod).text()).startsWith("drained after SIGTERM in ");
    assertThat(log.text())
        .filteredOn(line -> line.contains("WARN"))
        .filteredOn(line -> line.contains("pod ends") || line.contains("termination notice"))
        .hasSize(1);
  }

  private static Pod ready(Namespace namespace, Manifest manifest) {
    namespace.apply(manifest);
    return namespace.awaitReady("prefixed", 1).get(0);
  }

  private static boolean isDisrupted(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(condition -> condition.getType().equals("DisruptionTarget"));
  }
}
