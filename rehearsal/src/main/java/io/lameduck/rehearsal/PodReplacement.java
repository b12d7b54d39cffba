package io.lameduck.rehearsal;

import io.lameduck.rehearsal.model.DrainNode;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.pod.Pod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Replaces pods as far as a budget allows. One thread. */
final class PodReplacement {
  private final Stage stage;
  private final List<CompletableFuture<PodEnd>> ends = new ArrayList<>();

  PodReplacement(Stage stage) {
    this.stage = stage;
  }

  void update(RollingUpdate update) throws InterruptedException {
    Deque<Pod> old = new ArrayDeque<>(stage.running());
    int replicas = old.size();
    int fresh = 0;
    while (!old.isEmpty()) {
      int available = old.size() + fresh;
      delete(available - (replicas - update.maxUnavailable()), old);
      int missing = Math.min(replicas - fresh, replicas + update.maxSurge() - old.size() - fresh);
      stage.awaitAvailable(stage.start(missing));
      fresh += missing;
    }
    stage.awaitEnds(ends);
  }

  private void delete(int max, Deque<Pod> old) {
    for (int left = Math.min(max, old.size()); left > 0; left--) {
      ends.add(old.removeFirst().delete());
    }
  }

  void drain(DrainNode node) throws InterruptedException {
    List<Pod> running = stage.running();
    List<Pod> evicted = running.subList(0, Math.min(node.pods(), running.size()));
    for (int i = 0; i < evicted.size(); i += node.maxUnavailable()) {
      List<Pod> batch = evicted.subList(i, Math.min(i + node.maxUnavailable(), evicted.size()));
      batch.forEach(pod -> ends.add(pod.delete()));
      stage.awaitAvailable(stage.start(batch.size()));
    }
    stage.awaitEnds(ends);
  }
}
