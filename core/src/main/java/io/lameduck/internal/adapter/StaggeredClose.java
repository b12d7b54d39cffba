package io.lameduck.internal.adapter;

import io.lameduck.internal.thread.DaemonThread;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what would never end by itself, such as WebSockets, one after the other: evenly over the
 * first half of the linger, so that clients do not reconnect all at once, and the last one still
 * has the other half to answer. Each may run foreign code, so a few threads take turns: one that
 * hangs holds up none of the others. They end with the last of them.
 *
 * @since 0.1.0
 */
public final class StaggeredClose implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StaggeredClose.class);

  private static final int THREADS = 8;

  private final Time time;
  private final long window;
  private final Supplier<? extends List<? extends Runnable>> closings;
  private final Bell stop = new Bell();
  private volatile boolean stopped;

  /**
   * A close that has not begun.
   *
   * @param linger twice the time over which the closings are spread
   * @param closings asked when it begins; each closes one. What one throws is logged, and the next
   *     is run
   */
  public StaggeredClose(Duration linger, Supplier<? extends List<? extends Runnable>> closings) {
    this(Time.system(), linger, closings);
  }

  StaggeredClose(
      Time time, Duration linger, Supplier<? extends List<? extends Runnable>> closings) {
    this.time = time;
    this.window = Objects.requireNonNull(linger, "linger").toNanos() / 2;
    this.closings = Objects.requireNonNull(closings, "closings");
  }

  /**
   * Begins; returns at once, and throws nothing. Without a linger all are closed before it returns,
   * or whoever closes idle connections might come first.
   */
  public StaggeredClose start() {
    guarded(
        () -> {
          List<Runnable> all = List.copyOf(closings.get());
          if (window == 0) {
            run(all);
          } else if (!all.isEmpty()) {
            takeTurns(all);
          }
        });
    return this;
  }

  /** Closes no more of them. */
  @Override
  public void close() {
    stopped = true;
    stop.ring();
  }

  private void takeTurns(List<Runnable> all) {
    AtomicInteger next = new AtomicInteger();
    long begun = time.nanos();
    for (int i = 0; i < Math.min(THREADS, all.size()); i++) {
      DaemonThread.start("staggered-close", () -> run(all, next, begun));
    }
  }

  void run(List<Runnable> all) {
    run(all, new AtomicInteger(), time.nanos());
  }

  /** By the clock, so that one which takes long does not delay those that follow any further. */
  private void run(List<Runnable> all, AtomicInteger next, long begun) {
    for (int i = next.getAndIncrement(); i < all.size() && !stopped; i = next.getAndIncrement()) {
      pauseUntil(begun + window / all.size() * i);
      if (!stopped) {
        guarded(all.get(i));
      }
    }
  }

  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      tell(e);
    }
  }

  /** On another thread, since an appender may block: closing goes on. */
  private static void tell(Throwable failure) {
    try {
      DaemonThread.start(
          "log", () -> log.warn("a connection was not told that the server goes away", failure));
    } catch (OutOfMemoryError e) {
      return; // there is no thread to tell it on; connections that were not told are closed as idle
    }
  }

  private void pauseUntil(long moment) {
    try {
      time.await(stop, moment);
    } catch (InterruptedException e) {
      stopped = true; // nobody but the end of the JVM has a reason to interrupt it
    }
  }
}
