package io.lameduck.rehearsal;

import io.lameduck.rehearsal.pod.Pod;
import java.time.Duration;
import java.util.List;

/**
 * One more pod is started, and deleted before it is ready.
 *
 * @param after how long after its start
 */
public record KillDuringStart(Duration after) implements Step {
  public KillDuringStart {
    Expected.notNegative(after, "after");
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    Pod pod = stage.start();
    stage.pause(after);
    stage.awaitEnds(List.of(pod.delete()));
  }

  @Override
  public String toString() {
    return "kill during start";
  }
}
