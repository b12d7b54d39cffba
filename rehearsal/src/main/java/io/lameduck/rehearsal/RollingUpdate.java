package io.lameduck.rehearsal;

import io.lameduck.rehearsal.pod.Pod;
import io.lameduck.rehearsal.pod.PodEnd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Every pod is replaced, as a Deployment replaces them: it does not wait for the old ones to be
 * gone, only for the new ones to be available.
 *
 * @param maxSurge how many pods there may be beyond the replicas
 * @param maxUnavailable how many of the replicas may be missing
 */
public record RollingUpdate(int maxSurge, int maxUnavailable) implements Step {
  public RollingUpdate {
    Expected.atLeast(0, maxSurge, "maxSurge");
    Expected.atLeast(0, maxUnavailable, "maxUnavailable");
    if (maxSurge == 0 && maxUnavailable == 0) {
      throw new IllegalArgumentException(
          "maxSurge and maxUnavailable: 0 (expected: one of them > 0, or nothing can begin)");
    }
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    Deque<Pod> old = new ArrayDeque<>(stage.running());
    List<CompletableFuture<PodEnd>> ends = new ArrayList<>();
    int replicas = old.size();
    int fresh = 0;
    while (!old.isEmpty()) {
      int available = old.size() + fresh;
      delete(available - (replicas - maxUnavailable), old, ends);
      int missing = Math.min(replicas - fresh, replicas + maxSurge - old.size() - fresh);
      stage.awaitAvailable(stage.start(missing));
      fresh += missing;
    }
    stage.awaitEnds(ends);
  }

  private static void delete(int most, Deque<Pod> old, List<CompletableFuture<PodEnd>> ends) {
    for (int left = Math.min(most, old.size()); left > 0; left--) {
      ends.add(old.removeFirst().delete());
    }
  }

  @Override
  public String toString() {
    return "rolling update";
  }
}
