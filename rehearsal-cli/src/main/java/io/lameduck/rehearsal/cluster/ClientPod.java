package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.lameduck.rehearsal.clients.Observed;
import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.Objects;

/** Clients in a pod of the cluster, from their creation to what they saw. Any thread. */
public final class ClientPod {
  private final PodResource pod;
  private final String name;
  private final ClientPodLog log;

  private ClientPod(PodResource pod, String name, Stopwatch stopwatch) {
    this.pod = pod;
    this.name = name;
    this.log = new ClientPodLog(pod, name, stopwatch);
  }

  /** Creates it, to be removed with all else, and does not wait for it. */
  public static ClientPod create(
      NamespacedKubernetesClient client, ClientPodSpec spec, Undo undo, Stopwatch stopwatch) {
    String name = undo.create(client, spec.pod()).getMetadata().getName();
    PodResource pod = Objects.requireNonNull(client.pods().withName(name));
    return new ClientPod(pod, name, stopwatch);
  }

  /** Waits until its clients ask. */
  public void awaitAsking(Duration atMost) throws InterruptedException {
    Await.until(this::isRunning, atMost, () -> notAsking(atMost));
    log.follow();
    Await.until(
        () -> {
          failIfEnded();
          return log.isAsking();
        },
        atMost,
        () -> notAsking(atMost));
  }

  /** How many requests were made, as far as it has told. */
  public long requests() {
    return log.requests();
  }

  /** How many of them have failed. */
  public long failed() {
    return log.failed();
  }

  /** Translates its times into those of the rehearsal. */
  public PodClock clock() {
    return log.clock();
  }

  /** Fails if its clients do not ask any more. */
  public void failIfEnded() {
    if (log.isOver()) {
      Observed all = log.observed();
      throw new ClusterFailed(
          Reason.CLUSTER,
          "pod "
              + name
              + " of the clients was stopped after "
              + all.results().requests()
              + " requests (expected: it runs until the rehearsal is over)");
    }
  }

  /** Ends it, and tells all that its clients saw. */
  public Observed stop() throws InterruptedException {
    failIfEnded();
    pod.withGracePeriod(ClientPodSpec.GRACE.toSeconds()).delete();
    Await.until(
        log::isOver,
        ClientPodSpec.GRACE,
        () -> new ClusterFailed(Reason.CLUSTER, "pod " + name + " ended without its results"));
    return log.observed();
  }

  private boolean isRunning() {
    Pod now = pod.get();
    if (now == null) {
      throw new ClusterFailed(Reason.CLUSTER, "pod " + name + " was deleted by somebody else");
    }
    ContainerProblem.in(now).ifPresent(ClientPod::refuse);
    String phase = now.getStatus() == null ? null : now.getStatus().getPhase();
    return phase != null && !phase.equals("Pending");
  }

  private static void refuse(String problem) {
    throw new ClusterFailed(Reason.CLUSTER, problem);
  }

  private RuntimeException notAsking(Duration atMost) {
    return log.waiting().isEmpty()
        ? new ClusterFailed(
            Reason.CLUSTER,
            "pod "
                + name
                + " of the clients did not run within "
                + atMost.toSeconds()
                + " s (expected: a node with room for it; --start-timeout gives it more time)")
        : new ClusterFailed(
            Reason.NO_ANSWER,
            "the first request of " + log.waiting() + " (within " + atMost.toSeconds() + " s)");
  }

  @Override
  public String toString() {
    return name;
  }
}
