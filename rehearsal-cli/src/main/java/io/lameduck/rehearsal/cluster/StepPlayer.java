package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import io.lameduck.rehearsal.model.DrainNode;
import io.lameduck.rehearsal.model.KillDuringStart;
import io.lameduck.rehearsal.model.Recreate;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Scale;
import io.lameduck.rehearsal.model.Step;
import io.lameduck.rehearsal.model.Wait;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Plays the steps of a scenario on a cluster, one after the other on one thread.
 *
 * @param atMost how long one step may take
 */
record StepPlayer(
    NamespacedKubernetesClient client,
    Workload workload,
    Pods pods,
    Evictions evictions,
    Duration atMost) {
  /** Plays one, and waits until all it has begun is over. */
  void play(Step step) throws InterruptedException {
    if (step instanceof RollingUpdate) {
      workload.restart();
      awaitSettled();
    } else if (step instanceof Scale scale) {
      workload.scale(scale.replicas());
      awaitSettled();
    } else if (step instanceof Recreate) {
      recreate();
    } else if (step instanceof DrainNode drain) {
      drain(drain);
    } else if (step instanceof KillDuringStart kill) {
      killDuringStart(kill);
    } else if (step instanceof Wait wait) {
      Thread.sleep(wait.length().toMillis());
    } else {
      throw new IllegalArgumentException(step + " (expected: a step that was not refused)");
    }
  }

  /** What {@code strategy: Recreate} does, whatever the strategy is. */
  private void recreate() throws InterruptedException {
    int replicas = workload.replicas();
    workload.scale(0);
    awaitSettled();
    workload.scale(replicas);
    awaitSettled();
  }

  private void drain(DrainNode node) throws InterruptedException {
    List<PodLife> running = pods.running();
    List<PodLife> evicted = running.subList(0, Math.min(node.pods(), running.size()));
    for (int i = 0; i < evicted.size(); i += node.maxUnavailable()) {
      List<PodLife> batch = evicted.subList(i, Math.min(i + node.maxUnavailable(), evicted.size()));
      for (PodLife pod : batch) {
        evict(pod);
      }
      awaitAvailable();
    }
    awaitSettled();
  }

  /** Again until a budget allows it. */
  private void evict(PodLife pod) throws InterruptedException {
    Await.until(
        () -> evictions.evict(pod.pod()),
        atMost,
        () -> tooLong("no PodDisruptionBudget allowed to evict " + pod.name()));
    awaitDeleted(pod);
  }

  /** The replica that is asked for beyond the others is not missed when it is deleted. */
  private void killDuringStart(KillDuringStart kill) throws InterruptedException {
    int replicas = workload.replicas();
    Set<PodLife> before = new HashSet<>(pods.running());
    workload.scale(replicas + 1);
    Await.until(() -> !started(before).isEmpty(), atMost, () -> tooLong("no new pod was started"));
    PodLife pod = started(before).get(0);
    Thread.sleep(kill.after().toMillis());
    client.resource(pod.pod()).delete();
    workload.scale(replicas);
    awaitDeleted(pod);
    awaitSettled();
  }

  private List<PodLife> started(Set<PodLife> before) {
    return pods.running().stream()
        .filter(pod -> !before.contains(pod) && pods.hasStarted(pod))
        .toList();
  }

  private void awaitDeleted(PodLife pod) throws InterruptedException {
    Await.until(() -> pods.isDeleted(pod), atMost, () -> tooLong(pod.name() + " was not deleted"));
  }

  /** Waits until the pods wanted are available, and those that were deleted have ended. */
  void awaitSettled() throws InterruptedException {
    awaitAvailable();
    Await.until(pods::haveEnded, atMost, () -> tooLong("a deleted pod did not end"));
  }

  private void awaitAvailable() throws InterruptedException {
    Await.until(
        () -> workload.isRolledOut() && pods.areReady(workload.replicas()),
        atMost,
        () -> tooLong("the pods of deployment " + workload.name() + " were not available"));
  }

  private ClusterFailed tooLong(String what) {
    return new ClusterFailed(
        Reason.NEVER_READY,
        what
            + " within "
            + atMost.toSeconds()
            + " s (expected: sooner; --step-timeout gives a step more time)");
  }
}
