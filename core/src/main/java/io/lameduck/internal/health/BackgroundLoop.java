package io.lameduck.internal.health;

import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.thread.DaemonThread;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/**
 * The one thread behind {@link HealthChecks} and {@link ProbeFiles}, {@code lameduck-checks}: a
 * daemon that starts with the first work and sleeps until some is due. Safe for use by any thread.
 */
public final class BackgroundLoop implements AutoCloseable {
  private static final long AFTER_FAILURE = 1_000_000_000;

  private final Time time;
  private final Executor starter;
  private final LogWriter log;
  private final Bell bell = new Bell();
  private final List<Tickable> work = new CopyOnWriteArrayList<>();
  private boolean started; // guarded by this
  private volatile boolean closed;

  /** A loop without work, which has no thread yet. */
  public BackgroundLoop(LogWriter log) {
    this(Time.system(), BackgroundLoop::startDaemon, log);
  }

  BackgroundLoop(Time time, Executor starter, LogWriter log) {
    Objects.requireNonNull(log, "log");
    this.time = time;
    this.starter = starter;
    this.log = log;
  }

  /** Makes it look at once, as after a change of phase. Never blocks. */
  public void wake() {
    bell.ring();
  }

  /**
   * Ends the checks, interrupting the ones that run, and withdraws the readiness file. Does not
   * wait for any of it. There is no way back.
   */
  @Override
  public void close() {
    closed = true;
    wake();
  }

  /** Where all that it does says what it has to say. */
  LogWriter log() {
    return log;
  }

  Time time() {
    return time;
  }

  synchronized void add(Tickable tickable) {
    work.add(tickable);
    if (started) {
      wake();
    } else {
      started = true;
      starter.execute(this::loop);
    }
  }

  private void loop() {
    while (!closed) {
      try {
        long now = time.nanos();
        time.await(bell, now + tick(now));
      } catch (InterruptedException | OutOfMemoryError e) {
        // Only close() may end this thread: no interrupt does, and no lack of memory.
      }
    }
    work.forEach(this::stop);
  }

  private long tick(long now) {
    long wait = Tickable.NEVER;
    for (Tickable tickable : work) {
      wait = Math.min(wait, tick(tickable, now));
    }
    return wait;
  }

  private long tick(Tickable tickable, long now) {
    try {
      return tickable.tick(now);
    } catch (Throwable t) { // must not keep the others from their work
      log.warn("background work failed", t);
      return AFTER_FAILURE;
    }
  }

  private void stop(Tickable tickable) {
    try {
      tickable.stop();
    } catch (Throwable t) { // must not keep the others from stopping
      log.warn("background work did not stop", t);
    }
  }

  private static void startDaemon(Runnable loop) {
    DaemonThread.start("checks", loop);
  }
}
