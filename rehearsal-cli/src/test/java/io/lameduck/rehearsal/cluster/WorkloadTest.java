package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import io.lameduck.rehearsal.model.RollingUpdate;
import org.junit.jupiter.api.Test;

class WorkloadTest extends OnMockCluster {
  private static final String PATH = "/apis/apps/v1/namespaces/somewhere/deployments/orders";

  private static DeploymentBuilder orders() {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("orders")
        .endMetadata()
        .withNewSpec()
        .withReplicas(2)
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", "orders")
        .endMetadata()
        .endTemplate()
        .endSpec()
        .withNewStatus()
        .withObservedGeneration(1L)
        .withReplicas(2)
        .withUpdatedReplicas(2)
        .withAvailableReplicas(2)
        .endStatus();
  }

  private Workload find(DeploymentBuilder deployment) {
    client().resource(deployment.build()).create();
    return Workload.find(client(), "orders");
  }

  private Deployment now() {
    return client().apps().deployments().withName("orders").get();
  }

  @Test
  void oneThatIsNotThereIsNamedWithItsNamespace() {
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(() -> Workload.find(client(), "orders"))
        .withMessage(
            "deployment: orders (expected: a Deployment in the namespace somewhere; --namespace and"
                + " --context choose another one)")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLUSTER));
  }

  @Test
  void aRestartChangesAnAnnotationOfTheTemplateAlone() {
    Workload workload = find(orders());
    workload.restart();
    Deployment restarted = now();
    assertThat(restarted.getSpec().getTemplate().getMetadata().getAnnotations())
        .containsOnlyKeys("kubectl.kubernetes.io/restartedAt");
    assertThat(restarted.getSpec().getReplicas()).isEqualTo(2);
    assertThat(restarted.getMetadata().getAnnotations()).isEmpty();
  }

  @Test
  void aChangeThatAnotherWriterWasFasterThanIsMadeAgain() {
    Workload workload = find(orders());
    refusePatch(PATH, 409, "Conflict");
    workload.scale(5);
    assertThat(workload.replicas()).isEqualTo(5);
  }

  @Test
  void anyOtherRefusalIsAFailure() {
    Workload workload = find(orders());
    refusePatch(PATH, 403, "Forbidden");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> workload.scale(5))
        .satisfies(
            e ->
                assertThat(ClusterFailed.of(e, client().getMasterUrl()))
                    .hasMessage(
                        "the cluster answers: Forbidden (expected: the rights of --print-rbac)"));
  }

  @Test
  void isRolledOutWhenAllItsPodsAreUpdatedAndAvailable() {
    assertThat(find(orders()).isRolledOut()).isTrue();
  }

  @Test
  void isNotRolledOutBeforeItsControllerHasLookedAtIt() {
    assertThat(find(orders().editStatus().withObservedGeneration(0L).endStatus()).isRolledOut())
        .isFalse();
  }

  @Test
  void isNotRolledOutWhileAnOldPodIsThere() {
    assertThat(find(orders().editStatus().withReplicas(3).endStatus()).isRolledOut()).isFalse();
  }

  @Test
  void withoutReplicasItHasNoneInItsStatus() {
    DeploymentBuilder none =
        orders()
            .editSpec()
            .withReplicas(0)
            .endSpec()
            .withNewStatus()
            .withObservedGeneration(1L)
            .endStatus();
    assertThat(find(none).isRolledOut()).isTrue();
  }

  @Test
  void aRolloutThatTheClusterHasGivenUpFails() {
    Workload workload =
        find(
            orders()
                .editStatus()
                .addNewCondition()
                .withType("Progressing")
                .withStatus("False")
                .withReason("ProgressDeadlineExceeded")
                .withMessage("ReplicaSet \"orders-2\" has timed out progressing.")
                .endCondition()
                .endStatus());
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(workload::isRolledOut)
        .withMessageContaining("orders: ReplicaSet \"orders-2\" has timed out progressing.")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NEVER_READY));
  }

  @Test
  void itsStrategyIsItsOwn() {
    DeploymentBuilder one =
        orders()
            .editSpec()
            .withNewStrategy()
            .withNewRollingUpdate()
            .withNewMaxSurge(1)
            .withNewMaxUnavailable(0)
            .endRollingUpdate()
            .endStrategy()
            .endSpec();
    assertThat(Strategy.of(one.build()).does(new RollingUpdate(1, 0))).isTrue();
    assertThat(Strategy.of(one.build()).does(new RollingUpdate(2, 0))).isFalse();
    assertThat(Strategy.of(orders().build())).hasToString("maxSurge 25%, maxUnavailable 25%");
    DeploymentBuilder recreate =
        orders().editSpec().withNewStrategy().withType("Recreate").endStrategy().endSpec();
    assertThat(Strategy.of(recreate.build())).hasToString("Recreate");
  }
}
