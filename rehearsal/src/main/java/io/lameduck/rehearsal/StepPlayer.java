package io.lameduck.rehearsal;

import io.lameduck.rehearsal.model.DrainNode;
import io.lameduck.rehearsal.model.KillDuringStart;
import io.lameduck.rehearsal.model.Outage;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.Recreate;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Scale;
import io.lameduck.rehearsal.model.SecondSigterm;
import io.lameduck.rehearsal.model.Step;
import io.lameduck.rehearsal.model.Wait;
import io.lameduck.rehearsal.pod.Pod;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Plays the steps of a scenario, one after the other on one thread. */
record StepPlayer(Stage stage) {
  /** Plays one, and waits until all it has begun is over. */
  void play(Step step) throws InterruptedException {
    if (step instanceof RollingUpdate update) {
      new PodReplacement(stage).update(update);
    } else if (step instanceof DrainNode drain) {
      new PodReplacement(stage).drain(drain);
    } else if (step instanceof Scale scale) {
      scale(scale.replicas());
    } else if (step instanceof Recreate) {
      recreate();
    } else if (step instanceof KillDuringStart kill) {
      killDuringStart(kill);
    } else if (step instanceof Outage outage) {
      cutDependency(outage);
    } else if (step instanceof SecondSigterm second) {
      signalTwice(second);
    } else if (step instanceof Wait wait) {
      stage.pause(wait.length());
    }
  }

  private void scale(int replicas) throws InterruptedException {
    List<Pod> running = stage.running();
    if (replicas > running.size()) {
      stage.awaitAvailable(stage.start(replicas - running.size()));
    } else {
      List<Pod> surplus = running.subList(replicas, running.size());
      stage.awaitEnds(surplus.stream().map(Pod::delete).toList());
    }
  }

  private void recreate() throws InterruptedException {
    List<Pod> old = stage.running();
    stage.awaitEnds(old.stream().map(Pod::delete).toList());
    stage.awaitAvailable(stage.start(old.size()));
  }

  private void killDuringStart(KillDuringStart kill) throws InterruptedException {
    Pod pod = stage.start();
    stage.pause(kill.after());
    stage.awaitEnds(List.of(pod.delete()));
  }

  private void cutDependency(Outage outage) throws InterruptedException {
    List<Pod> running = stage.running();
    List<Pod> affected = running.subList(0, Math.min(outage.pods(), running.size()));
    affected.forEach(stage.dependencies()::cut);
    stage.pause(outage.length());
    affected.forEach(stage.dependencies()::restore);
    for (Pod pod : affected) {
      stage.awaitReady(pod);
    }
  }

  private void signalTwice(SecondSigterm second) throws InterruptedException {
    Pod old = stage.running().get(0);
    stage.awaitAvailable(stage.start());
    CompletableFuture<PodEnd> end = old.delete();
    old.awaitSigterm();
    stage.pause(second.after());
    old.signalAgain();
    stage.awaitEnds(List.of(end));
  }
}
