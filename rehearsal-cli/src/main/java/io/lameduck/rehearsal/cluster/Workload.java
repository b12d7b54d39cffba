package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** A Deployment, and what an operator does to it. */
final class Workload {
  private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

  private final NamespacedKubernetesClient client;
  private final Deployment found;

  private Workload(NamespacedKubernetesClient client, Deployment found) {
    this.client = client;
    this.found = found;
  }

  /** Looks for it; one that does not exist is refused. */
  static Workload find(NamespacedKubernetesClient client, String name) {
    Deployment deployment = client.apps().deployments().withName(name).get();
    if (deployment == null) {
      throw new ClusterFailed(
          Reason.CLUSTER,
          "deployment: "
              + name
              + " (expected: a Deployment in the namespace "
              + client.getNamespace()
              + "; --namespace and --context choose another one)");
    }
    return new Workload(client, deployment);
  }

  String name() {
    return found.getMetadata().getName();
  }

  LabelSelector selector() {
    return found.getSpec().getSelector();
  }

  PodTemplateSpec template() {
    return found.getSpec().getTemplate();
  }

  /** As it was found. */
  Deployment found() {
    return found;
  }

  /** As its specification says now. */
  int replicas() {
    return replicas(current());
  }

  private static int replicas(Deployment deployment) {
    Integer replicas = deployment.getSpec().getReplicas();
    return replicas == null ? 1 : replicas;
  }

  /** {@code kubectl rollout restart}. */
  void restart() {
    String now = ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS).toString();
    Deployment restarted =
        Write.retry(
            () ->
                resource()
                    .edit(
                        deployment ->
                            deployment
                                .edit()
                                .editSpec()
                                .editTemplate()
                                .editOrNewMetadata()
                                .addToAnnotations(RESTARTED_AT, now)
                                .endMetadata()
                                .endTemplate()
                                .endSpec()
                                .build()));
    Objects.requireNonNull(restarted);
  }

  /** {@code kubectl scale}. */
  void scale(int count) {
    Deployment scaled =
        Write.retry(
            () ->
                resource()
                    .edit(
                        deployment ->
                            deployment.edit().editSpec().withReplicas(count).endSpec().build()));
    Objects.requireNonNull(scaled);
  }

  /** {@code kubectl rollout status}: the pods wanted are there and available, and no others. */
  boolean isRolledOut() {
    Deployment deployment = current();
    failIfGivenUp(deployment);
    DeploymentStatus status = deployment.getStatus();
    int wanted = replicas(deployment);
    return deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
        && wanted == number(status.getUpdatedReplicas())
        && wanted == number(status.getReplicas())
        && wanted == number(status.getAvailableReplicas());
  }

  /** Kubernetes leaves out what is zero. */
  private static int number(Integer count) {
    return count == null ? 0 : count;
  }

  private void failIfGivenUp(Deployment deployment) {
    Optional<DeploymentCondition> givenUp =
        deployment.getStatus().getConditions().stream()
            .filter(condition -> "ProgressDeadlineExceeded".equals(condition.getReason()))
            .findFirst();
    if (givenUp.isPresent()) {
      throw new ClusterFailed(
          Reason.NEVER_READY,
          "deployment "
              + name()
              + ": "
              + givenUp.get().getMessage()
              + " (expected: pods that get ready; kubectl describe pods tells why they do not)");
    }
  }

  private Deployment current() {
    return Objects.requireNonNull(
        resource().get(), () -> "deployment " + name() + " was deleted meanwhile");
  }

  private RollableScalableResource<Deployment> resource() {
    return client.apps().deployments().withName(name());
  }
}
