package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the kubelet does about a service that misbehaves, with the probes of {@code hello.yaml}. */
@OnCluster
final class ProbesIT {
  @Test
  void aDeadlockedServiceIsRestarted(Namespace namespace) {
    namespace.apply(misbehaving("DEADLOCK"));
    String pod = namespace.awaitReady("hello", 1).get(0).getMetadata().getName();

    namespace.get(pod, 8080, "/deadlock");
    await("a restart")
        .atMost(Duration.ofSeconds(60))
        .until(() -> Restarts.of(namespace.pods("hello").get(0)) == 1);

    Pod restarted = namespace.awaitReady("hello", 1).get(0);
    assertThat(restarted.getMetadata().getName()).isEqualTo(pod);
    assertThat(Ended.before(restarted, "hello"))
        .hasValueSatisfying(end -> assertThat(end.message()).contains("drained after SIGTERM"));
  }

  @Test
  void aSlowStartIsNotKilled(Namespace namespace) {
    namespace.apply(misbehaving("SLOW_START"));

    Pod pod = namespace.awaitReady("hello", 1).get(0);
    assertThat(Restarts.of(pod)).isZero();
    assertThat(startOf(pod)).isGreaterThanOrEqualTo(Duration.ofSeconds(11));
  }

  /** One pod of hello that runs another service, and is restarted for the first failure. */
  private static Manifest misbehaving(String misbehaviour) {
    return Manifest.of("hello")
        .set("LAMEDUCK_PROPAGATION_DELAY", "0s")
        .with(DeploymentBuilder.class, hello -> hello.editSpec().withReplicas(1).endSpec())
        .withContainers(Restarts::withoutPatience)
        .withPods(
            pod ->
                pod.addNewVolume()
                    .withName("tests")
                    .withNewConfigMap()
                    .withName("tests")
                    .endConfigMap()
                    .endVolume())
        .withContainers(
            container ->
                container
                    .withCommand("java", "-cp", "/app/hello.jar:/tests/tests.jar")
                    .withArgs("io.lameduck.it.Misbehaving", misbehaviour)
                    .addNewVolumeMount()
                    .withName("tests")
                    .withMountPath("/tests")
                    .endVolumeMount())
        .and(Manifest.of(TestClasses.configMap("tests")));
  }

  /** From the start of the process until it was ready, to the second. */
  private static Duration startOf(Pod pod) {
    String started =
        pod.getStatus().getContainerStatuses().get(0).getState().getRunning().getStartedAt();
    String ready =
        pod.getStatus().getConditions().stream()
            .filter(condition -> condition.getType().equals("Ready"))
            .map(PodCondition::getLastTransitionTime)
            .findFirst()
            .orElseThrow();
    return Duration.between(Instant.parse(started), Instant.parse(ready));
  }
}
