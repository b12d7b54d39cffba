package io.lameduck.rehearsal.propagation;

import static java.util.stream.Collectors.toCollection;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.lameduck.rehearsal.cluster.Await;
import io.lameduck.rehearsal.cluster.ClusterFailed;
import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import io.lameduck.rehearsal.cluster.ContainerProblem;
import io.lameduck.rehearsal.cluster.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One measurement on a cluster: pods are deleted, one after the other, while clients ask. */
public final class Measurement {
  private final NamespacedKubernetesClient client;
  private final MeasuredObjects objects;
  private final int deletions;
  private final Duration patience;
  private final Undo undo;
  private final Consumer<String> listener;

  /**
   * A measurement that has not begun.
   *
   * @param name what the names of all its objects begin with
   * @param image of this program
   * @param deletions how many pods to delete
   * @param linger how long a pod answers after its SIGTERM
   * @param patience how long to wait for pods to get ready
   * @param undo removes what is created
   * @param listener is told what goes on, in lines
   */
  public Measurement(
      NamespacedKubernetesClient client,
      String name,
      String image,
      int deletions,
      Duration linger,
      Duration patience,
      Undo undo,
      Consumer<String> listener) {
    this.client = client;
    this.objects = new MeasuredObjects(name, image, 3, linger);
    this.deletions = deletions;
    this.patience = patience;
    this.undo = undo;
    this.listener = listener;
  }

  /**
   * Runs it.
   *
   * @throws ClusterFailed if it cannot be had; the message says why
   */
  public PropagationReport run() throws InterruptedException {
    try {
      return measure();
    } catch (KubernetesClientException e) {
      throw ClusterFailed.of(e, client.getMasterUrl());
    }
  }

  private PropagationReport measure() throws InterruptedException {
    undo.add("remove the pods of " + objects.name(), this::removePods);
    undo.create(client, objects.deployment());
    Service service = undo.create(client, objects.service());
    undo.create(client, objects.headless());
    awaitAvailable();
    ClientsLog log =
        new ClientsLog(client, undo.create(client, objects.clients(paths(service))), patience);
    Set<String> answering = log.awaitAnswers();
    Set<String> deleted = delete();
    awaitGone(deleted);
    Map<String, Seen> seen = log.next();
    return PropagationReport.of(seen, answering, deleted, objects.linger());
  }

  private List<Path> paths(Service service) {
    int nodePort = service.getSpec().getPorts().get(0).getNodePort();
    String node = targets().get(0).getStatus().getHostIP();
    return List.of(
        new Path("service", service.getSpec().getClusterIP(), MeasuredObjects.PORT),
        new Path("node-port", node, nodePort),
        new Path("dns", objects.headless().getMetadata().getName(), MeasuredObjects.PORT));
  }

  /** The oldest first; the next one when the one before has been replaced. */
  private Set<String> delete() throws InterruptedException {
    Set<String> deleted = new TreeSet<>();
    for (int i = 0; i < deletions; i++) {
      Pod oldest = targets().get(0);
      String name = oldest.getMetadata().getName();
      listener.accept("deleting " + name + ", " + (i + 1) + " of " + deletions);
      client.resource(oldest).delete();
      deleted.add(name);
      awaitAvailable();
    }
    return deleted;
  }

  private void awaitGone(Set<String> deleted) throws InterruptedException {
    listener.accept("waiting for the deleted pods to end");
    Await.until(
        () -> all().stream().noneMatch(pod -> deleted.contains(pod.getMetadata().getName())),
        objects.linger().plus(patience),
        () -> new ClusterFailed(Reason.CLUSTER, "a deleted pod did not end"));
  }

  private void awaitAvailable() throws InterruptedException {
    Await.until(
        this::isAvailable,
        patience,
        () ->
            new ClusterFailed(
                Reason.NEVER_READY,
                "the pods of the measurement were not ready within "
                    + patience.toSeconds()
                    + " s (expected: nodes with room for "
                    + objects.replicas()
                    + " of them; --start-timeout gives them more time)"));
  }

  private boolean isAvailable() {
    for (Pod pod : all()) {
      ContainerProblem.in(pod).ifPresent(Measurement::refuse);
    }
    DeploymentStatus status =
        Objects.requireNonNull(client.apps().deployments().withName(objects.name()).get())
            .getStatus();
    return status != null
        && Objects.equals(status.getReadyReplicas(), objects.replicas())
        && targets().size() == objects.replicas();
  }

  private static void refuse(String problem) {
    throw new ClusterFailed(Reason.CLUSTER, problem);
  }

  /** The pods that are ready and not deleted, the oldest first. */
  private List<Pod> targets() {
    return all().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(Readiness::isPodReady)
        .sorted(
            Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                .thenComparing(pod -> pod.getMetadata().getName()))
        .collect(toCollection(ArrayList::new));
  }

  private List<Pod> all() {
    return client.pods().withLabels(objects.labels()).list().getItems();
  }

  /** After the Deployment: its pods would stay for the linger, and some might be made anew. */
  private void removePods() {
    try {
      Await.until(
          this::areRemoved,
          patience,
          () -> new ClusterFailed(Reason.CLUSTER, "its pods are still there"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean areRemoved() {
    List<Pod> left = all();
    left.forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
    return left.isEmpty();
  }
}
