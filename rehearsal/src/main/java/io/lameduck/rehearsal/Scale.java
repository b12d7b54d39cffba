package io.lameduck.rehearsal;

import io.lameduck.rehearsal.pod.Pod;
import java.util.List;

/**
 * The number of pods is changed; the youngest go first, as a ReplicaSet prefers it.
 *
 * @param replicas how many there are afterwards
 */
public record Scale(int replicas) implements Step {
  public Scale {
    Expected.atLeast(1, replicas, "replicas");
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    List<Pod> running = stage.running();
    if (replicas > running.size()) {
      stage.awaitAvailable(stage.start(replicas - running.size()));
    } else {
      List<Pod> surplus = running.subList(replicas, running.size());
      stage.awaitEnds(surplus.stream().map(Pod::delete).toList());
    }
  }

  @Override
  public String toString() {
    return "scale to " + replicas;
  }
}
