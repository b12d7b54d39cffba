package io.lameduck.rehearsal;

import io.lameduck.rehearsal.pod.Pod;
import java.util.List;

/** All pods go at once, and only when they are gone new ones are started. */
public record Recreate() implements Step {
  @Override
  public void play(Stage stage) throws InterruptedException {
    List<Pod> old = stage.running();
    stage.awaitEnds(old.stream().map(Pod::delete).toList());
    stage.awaitAvailable(stage.start(old.size()));
  }

  @Override
  public String toString() {
    return "recreate";
  }
}
