package io.lameduck.rehearsal;

import io.lameduck.rehearsal.pod.Pod;
import io.lameduck.rehearsal.pod.PodEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Pods are evicted from a node as far as a PodDisruptionBudget allows: unlike in a rolling update a
 * pod goes first, and its replacement is started then, elsewhere.
 *
 * @param pods how many run on that node, the oldest ones
 * @param maxUnavailable the budget: how many may be missing at a time
 */
public record DrainNode(int pods, int maxUnavailable) implements Step {
  public DrainNode {
    Expected.atLeast(1, pods, "pods");
    Expected.atLeast(1, maxUnavailable, "maxUnavailable");
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    List<Pod> running = stage.running();
    List<Pod> evicted = running.subList(0, Math.min(pods, running.size()));
    List<CompletableFuture<PodEnd>> ends = new ArrayList<>();
    for (int i = 0; i < evicted.size(); i += maxUnavailable) {
      List<Pod> batch = evicted.subList(i, Math.min(i + maxUnavailable, evicted.size()));
      batch.forEach(pod -> ends.add(pod.delete()));
      stage.awaitAvailable(stage.start(batch.size()));
    }
    stage.awaitEnds(ends);
  }

  @Override
  public String toString() {
    return "node drain";
  }
}
