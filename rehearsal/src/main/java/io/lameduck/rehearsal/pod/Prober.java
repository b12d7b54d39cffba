package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.pod.Thresholds.ProbeStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs one probe of a container, period after period, on a thread of its own, until stopped. */
final class Prober {
  /** Told on the probing thread, and only when the status has changed. */
  @FunctionalInterface
  interface Listener {
    void changed(ProbeStatus status, String reason);
  }

  private static final int MAX_ATTEMPTS = 3;

  private final ProbeSpec spec;
  private final Container container;
  private final Listener listener;
  private final Thresholds thresholds;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private ProbeStatus status;

  private Prober(ProbeSpec spec, Container container, ProbeStatus initial, Listener listener) {
    this.spec = spec;
    this.container = container;
    this.listener = listener;
    this.thresholds = new Thresholds(spec, initial);
    this.status = initial;
  }

  static Prober start(ProbeSpec spec, Container container, ProbeStatus initial, Listener listener) {
    Prober prober = new Prober(spec, container, initial, listener);
    Thread thread = new Thread(prober::run, "probe");
    thread.setDaemon(true);
    thread.start();
    return prober;
  }

  private void run() {
    try {
      boolean over = isStoppedWithin(spec.initialDelay());
      while (!over) {
        long begun = System.nanoTime();
        probe();
        over = isStoppedWithin(spec.period().minusNanos(System.nanoTime() - begun));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStoppedWithin(Duration pause) throws InterruptedException {
    return stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Repeats an inconclusive probe at once, as the kubelet does; three attempts in all. */
  private void probe() throws InterruptedException {
    boolean conclusive = false;
    for (int i = 0; i < MAX_ATTEMPTS && !conclusive; i++) {
      conclusive = isConclusive();
    }
  }

  private boolean isConclusive() throws InterruptedException {
    try {
      HandlerRunner.of(spec.handler()).handle(container, Caller.PROBE, spec.timeout());
      tellIfChanged(thresholds.after(true), "");
      return true;
    } catch (HandlerFailed e) {
      if (e.isConclusive()) {
        tellIfChanged(thresholds.after(false), String.valueOf(e.getMessage()));
      }
      return e.isConclusive();
    }
  }

  private void tellIfChanged(ProbeStatus now, String reason) {
    if (now != status && stopped.getCount() > 0) {
      status = now;
      listener.changed(now, reason);
    }
  }

  /** Does not interrupt a probe that is under way, but ignores its result. */
  void stop() {
    stopped.countDown();
  }
}
