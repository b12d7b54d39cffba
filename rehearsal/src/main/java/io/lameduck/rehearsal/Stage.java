package io.lameduck.rehearsal;

import io.lameduck.rehearsal.load.Endpoint;
import io.lameduck.rehearsal.load.Endpoints;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.pod.Pod;
import io.lameduck.rehearsal.pod.PodListener;
import io.lameduck.rehearsal.pod.Processes;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The pods of one service, as the steps of a scenario find and change them. Steps run one after the
 * other on one thread.
 */
final class Stage implements AutoCloseable {
  private final PodSpec template;
  private final Availability availability;
  private final Endpoints endpoints;
  private final Stopwatch stopwatch;
  private final RehearsalListener listener;
  private final CompletableFuture<?> end;
  private final Dependencies dependencies = new Dependencies();
  private final Processes processes = Processes.create();
  private final List<Pod> all = new ArrayList<>();

  /**
   * @param end when it is done, every wait ends with {@link EndedEarly}
   */
  Stage(
      PodSpec template,
      Availability availability,
      Endpoints endpoints,
      Stopwatch stopwatch,
      RehearsalListener listener,
      CompletableFuture<?> end) {
    this.template = template;
    this.availability = availability;
    this.endpoints = endpoints;
    this.stopwatch = stopwatch;
    this.listener = listener;
    this.end = end;
  }

  /** Starts one more pod, and does not wait for it. */
  Pod start() {
    PodSpec spec = template.numbered(all.size() + 1);
    Pod pod = Pod.start(dependencies.given(spec), processes, stopwatch, new EndpointUpdates());
    all.add(pod);
    return pod;
  }

  List<Pod> start(int count) {
    List<Pod> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      started.add(start());
    }
    return started;
  }

  /** Waits until the pod counts as available: ready, and for long enough. */
  void awaitAvailable(Pod pod) throws InterruptedException {
    awaitAvailable(List.of(pod));
  }

  void awaitAvailable(List<Pod> pods) throws InterruptedException {
    for (Pod pod : pods) {
      awaitReady(pod);
    }
    pause(pods.isEmpty() ? Duration.ZERO : availability.minReady());
  }

  void awaitReady(Pod pod) throws InterruptedException {
    pod.awaitReady(availability.atMost(), end);
    throwIfEnded();
  }

  /** The pods that are not deleted, the oldest first. */
  List<Pod> running() {
    return all.stream().filter(pod -> !pod.isDeleted()).toList();
  }

  /** Waits until all these are gone. */
  void awaitEnds(List<CompletableFuture<PodEnd>> ends) {
    CompletableFuture<Void> all = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    CompletableFuture.anyOf(all, end).join();
    throwIfEnded();
  }

  private void throwIfEnded() {
    if (end.isDone()) {
      throw new EndedEarly();
    }
  }

  Processes processes() {
    return processes;
  }

  Dependencies dependencies() {
    return dependencies;
  }

  void pause(Duration duration) throws InterruptedException {
    try {
      end.get(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    throw new EndedEarly();
  }

  List<PodHistory> histories() {
    return all.stream().map(Pod::history).toList();
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    all.forEach(Pod::close);
    processes.close();
    dependencies.close();
  }

  /** Keeps the endpoints true to what the kubelet says, as the control plane does. */
  private final class EndpointUpdates implements PodListener {
    @Override
    public void line(Pod pod, String line) {
      listener.line(pod.name(), line);
    }

    @Override
    public void happened(Pod pod, PodEvent event) {
      Endpoint endpoint = new Endpoint(pod.name(), pod.port());
      switch (event.kind()) {
        case READY -> endpoints.add(endpoint);
        case NOT_READY, EXITED -> endpoints.remove(endpoint);
        case DELETED -> endpoints.delete(endpoint);
        default -> {}
      }
      listener.happened(pod.name(), event);
    }
  }
}
