package io.lameduck.it.kube;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** A Deployment, and what an operator does to it. Its pods have its name as {@link AppLabel}. */
final class Workload {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Namespace namespace;
  private final String name;

  Workload(Namespace namespace, String name) {
    this.namespace = namespace;
    this.name = name;
  }

  /** {@code kubectl rollout restart}. */
  Workload restart() {
    return write(() -> deployment().rolling().restart());
  }

  /** {@code kubectl rollout undo}. */
  Workload undo() {
    return write(() -> deployment().rolling().undo());
  }

  /** {@code kubectl scale}. */
  Workload scale(int replicas) {
    return write(() -> deployment().scale(replicas));
  }

  private Workload write(Supplier<Deployment> change) {
    Write.retry(change);
    return this;
  }

  /** {@code kubectl delete pod}: so many, the oldest first. */
  Workload delete(int count) {
    namespace
        .pods(name)
        .subList(0, count)
        .forEach(pod -> namespace.client().resource(pod).delete());
    return this;
  }

  /** What {@code kubectl drain} does to the oldest pod, again until the budget allows it. */
  Workload evictOne() {
    Pod pod = oldest();
    await("leave to evict " + pod.getMetadata().getName())
        .atMost(PATIENCE)
        .until(() -> Write.retry(() -> namespace.dialect().evict(pod)));
    return this;
  }

  private Pod oldest() {
    return namespace.pods(name).get(0);
  }

  /** {@code kubectl rollout status}: the pods wanted are there and available, and no others. */
  Workload awaitRolledOut() {
    await(name + " to be rolled out").atMost(PATIENCE).until(this::isRolledOut);
    return this;
  }

  private boolean isRolledOut() {
    Deployment deployment = Objects.requireNonNull(deployment().get());
    DeploymentStatus status = deployment.getStatus();
    Integer wanted = deployment.getSpec().getReplicas();
    return deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
        && wanted.equals(status.getUpdatedReplicas())
        && wanted.equals(status.getReplicas())
        && wanted.equals(status.getAvailableReplicas())
        && namespace.pods(name).size() == wanted;
  }

  /** Those of its pods that are no more, or will be soon. */
  List<Pod> deleted() {
    PodHistory history = namespace.history();
    return history.all().stream()
        .filter(pod -> name.equals(AppLabel.of(pod)))
        .filter(history::isDeleted)
        .toList();
  }

  private RollableScalableResource<Deployment> deployment() {
    return namespace.client().apps().deployments().withName(name);
  }
}
