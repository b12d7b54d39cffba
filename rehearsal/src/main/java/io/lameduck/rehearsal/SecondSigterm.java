package io.lameduck.rehearsal;

import io.lameduck.rehearsal.pod.Pod;
import io.lameduck.rehearsal.pod.PodEnd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The oldest pod is replaced and, while it terminates, gets SIGTERM once more.
 *
 * @param after how long after its deletion
 */
public record SecondSigterm(Duration after) implements Step {
  public SecondSigterm {
    Expected.notNegative(after, "after");
  }

  @Override
  public void play(Stage stage) throws InterruptedException {
    Pod old = stage.running().get(0);
    stage.awaitAvailable(stage.start());
    CompletableFuture<PodEnd> end = old.delete();
    stage.pause(after);
    old.signalAgain();
    Stage.awaitEnds(List.of(end));
  }

  @Override
  public String toString() {
    return "second SIGTERM";
  }
}
