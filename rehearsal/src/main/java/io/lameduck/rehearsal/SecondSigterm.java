package io.lameduck.rehearsal;

import io.lameduck.rehearsal.pod.Pod;
import io.lameduck.rehearsal.pod.PodEnd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The oldest pod is replaced and, while it terminates, gets SIGTERM once more, as after a deletion
 * that is repeated, the restart of a kubelet, or from a runtime that signals twice. It means the
 * same as the first one: a pod that still has work to do must not end because of it.
 *
 * @param after how long after the first one
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
    old.awaitSigterm();
    stage.pause(after);
    old.signalAgain();
    stage.awaitEnds(List.of(end));
  }

  @Override
  public String toString() {
    return "second SIGTERM";
  }
}
