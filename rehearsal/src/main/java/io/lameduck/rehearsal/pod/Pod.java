package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodEvent.Kind;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.StartFailed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One instance of a service, looked after as the kubelet looks after a pod with one container:
 * probed, restarted when it ends or is unhealthy, terminated when it is deleted. The caller of
 * start() closes it, which kills what still runs. Any thread.
 */
public final class Pod implements AutoCloseable {
  private final PodSpec spec;
  private final Processes processes;
  private final PodListener listener;
  private final PodEvents events;
  private final Readiness readiness;
  private final CompletableFuture<Duration> deletion = new CompletableFuture<>();
  private final CompletableFuture<Void> signalled = new CompletableFuture<>();
  private final CompletableFuture<PodEnd> end = new CompletableFuture<>();
  private volatile Container container;

  private Pod(PodSpec spec, Processes processes, Stopwatch stopwatch, PodListener listener) {
    this.spec = spec;
    this.processes = processes;
    this.listener = listener;
    this.events = new PodEvents(stopwatch, event -> listener.happened(this, event));
    this.readiness = new Readiness(events);
    this.container = Container.start(spec, processes, this::line);
  }

  /**
   * Starts the process and begins to look after it.
   *
   * @throws StartFailed if there is no such program, or somebody else has the port
   */
  public static Pod start(
      PodSpec spec, Processes processes, Stopwatch stopwatch, PodListener listener) {
    Pod pod = new Pod(spec, processes, stopwatch, listener);
    pod.events.write(Kind.STARTED, "");
    Thread kubelet = new Thread(pod::run, "kubelet of " + spec.name());
    kubelet.setDaemon(true);
    kubelet.start();
    return pod;
  }

  private void line(String line) {
    listener.line(this, line);
  }

  private void run() {
    try {
      end.complete(live(new Backoff()));
    } catch (InterruptedException | RuntimeException e) {
      readiness.fail(e);
      end.completeExceptionally(e);
    }
  }

  /** From the first process to the end of the last. */
  private PodEnd live(Backoff backoff) throws InterruptedException {
    PodEnd latest = attend(container);
    while (!isDeletedWithin(backoff.next())) {
      readiness.end();
      container = Container.start(spec, processes, container.ports(), this::line);
      events.write(Kind.STARTED, "");
      latest = attend(container);
    }
    return latest;
  }

  private PodEnd attend(Container current) throws InterruptedException {
    CompletableFuture<String> unhealthy = new CompletableFuture<>();
    try (current;
        Probing probing = Probing.start(spec.probes(), current, new ProbeResults(unhealthy))) {
      CompletableFuture.anyOf(current.exit(), unhealthy, deletion).join();
      return end(current, probing, unhealthy);
    }
  }

  private PodEnd end(Container current, Probing probing, CompletableFuture<String> unhealthy)
      throws InterruptedException {
    if (deletion.isDone()) {
      probing.stopFatal();
      return Termination.run(
          current, spec, events, deletion.join(), () -> signalled.complete(null));
    }
    if (unhealthy.isDone()) {
      probing.stopFatal();
      Duration now = events.write(Kind.UNHEALTHY, unhealthy.join());
      readiness.end();
      return Termination.run(current, spec, events, now, () -> {});
    }
    return ended(current);
  }

  /** The process ended by itself, which no server should. */
  private PodEnd ended(Container current) throws InterruptedException {
    String message = current.finish();
    int exitCode = current.exit().join();
    events.write(Kind.EXITED, "by itself, exit code " + exitCode);
    readiness.end();
    readiness.fail(StartFailures.crashed(spec.name(), exitCode, current.log()));
    return new PodEnd(exitCode, false, Duration.ZERO, Duration.ZERO, message);
  }

  private boolean isDeletedWithin(Duration pause) throws InterruptedException {
    try {
      deletion.get(pause.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the probes of one process say of it. */
  private final class ProbeResults implements Probing.Listener {
    private final CompletableFuture<String> unhealthy;

    ProbeResults(CompletableFuture<String> unhealthy) {
      this.unhealthy = unhealthy;
    }

    @Override
    public void ready(boolean now, String reason) {
      readiness.change(now, reason);
    }

    @Override
    public void unhealthy(String reason) {
      unhealthy.complete(reason);
    }
  }

  /**
   * Waits until the pod is ready.
   *
   * @throws StartFailed if its process ended before, or this took longer
   */
  public void awaitReady(Duration atMost) throws InterruptedException {
    awaitReady(atMost, new CompletableFuture<>());
  }

  /**
   * Waits until the pod is ready, or {@code unless} is done.
   *
   * @throws StartFailed if its process ended before, or neither happened in time
   */
  public void awaitReady(Duration atMost, CompletableFuture<?> unless) throws InterruptedException {
    if (!readiness.await(atMost, unless)) {
      throw StartFailures.neverReady(spec, container, atMost);
    }
  }

  /** Deletes the pod: what follows happens on the pod's own thread. */
  public synchronized CompletableFuture<PodEnd> delete() {
    if (!deletion.isDone()) {
      deletion.complete(events.write(Kind.DELETED, detailOfPreStop()));
    }
    return end;
  }

  private String detailOfPreStop() {
    return spec.preStop() == null ? "" : "preStop: " + spec.preStop();
  }

  /**
   * Waits until a pod that is deleted was sent SIGTERM, when its preStop hook is over, or ended.
   */
  public void awaitSigterm() {
    CompletableFuture.anyOf(signalled, end).join();
  }

  /** Sends SIGTERM once more. */
  public void signalAgain() throws InterruptedException {
    events.write(Kind.SECOND_SIGTERM, "");
    container.signal(Signal.TERM);
  }

  public boolean isDeleted() {
    return deletion.isDone();
  }

  public String name() {
    return spec.name();
  }

  /** The port on which it serves, or should. */
  public int port() {
    return container.port();
  }

  /** What has become of it so far. */
  public PodHistory history() {
    boolean ended = end.isDone() && !end.isCompletedExceptionally();
    return new PodHistory(spec.name(), events.events(), ended ? end.join() : null, container.log());
  }

  @Override
  public void close() {
    events.close();
    deletion.complete(events.now());
    container.close();
  }
}
