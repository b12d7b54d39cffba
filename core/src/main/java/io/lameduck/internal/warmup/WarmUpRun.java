package io.lameduck.internal.warmup;

import io.lameduck.Setting;
import io.lameduck.WarmUp;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.text.DurationText;
import io.lameduck.internal.thread.DaemonThread;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The warm-up of one service, between its start and READY. One thread makes the requests, which are
 * foreign code, another one waits for it and no longer than allowed: a request that hangs is left
 * behind. Whatever fails, it is over in the end: a service that is not warm is better than none.
 */
public final class WarmUpRun implements AutoCloseable {
  /** How often the wait looks for the begin of a shutdown, in nanoseconds. */
  private static final long BETWEEN_LOOKS = 50_000_000;

  /** Only moves forward. */
  private enum State {
    NEW,
    REQUESTING,
    /** No more requests are made; the outcome is not yet logged. */
    REQUESTED,
    OVER
  }

  private final WarmUp warmUp;
  private final Supplier<Set<Integer>> ports;
  private final Duration max;
  private final Time time;
  private final LogWriter log;
  private final BooleanSupplier stopped;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
  private final Bell ended = new Bell();
  private volatile @Nullable WarmUpEnd end;
  private volatile @Nullable Requests requests;
  private volatile boolean closed;

  /**
   * A warm-up that has not begun.
   *
   * @param ports where the service listens, asked when it begins
   * @param max see {@link Setting#WARM_UP_MAX}
   * @param stopped whether the shutdown has begun
   */
  public WarmUpRun(
      WarmUp warmUp,
      Supplier<Set<Integer>> ports,
      Duration max,
      Time time,
      LogWriter log,
      BooleanSupplier stopped) {
    this.warmUp = warmUp;
    this.ports = ports;
    this.max = max;
    this.time = time;
    this.log = log;
    this.stopped = stopped;
  }

  /**
   * Whether it is over; begins it when asked for the first time. Waits for nothing.
   *
   * @param whenOver called once, by a thread of the warm-up, if it was not over at once
   */
  public boolean isOver(Runnable whenOver) {
    if (state.compareAndSet(State.NEW, State.REQUESTING)) {
      begin(whenOver);
    }
    return state.get() == State.OVER;
  }

  /** Makes no more requests: the start has failed, and is undone. */
  @Override
  public void close() {
    closed = true;
  }

  private void begin(Runnable whenOver) {
    if (max.isZero()) {
      state.set(State.OVER);
      return;
    }
    try {
      DaemonThread.start("warm-up", () -> run(whenOver));
    } catch (OutOfMemoryError e) {
      state.set(State.OVER);
      log.warn("no thread for the warm-up", e);
    }
  }

  private void run(Runnable whenOver) {
    attempt(this::warmUp);
    state.set(State.OVER);
    while (!closed && !attempt(whenOver)) {
      Thread.onSpinWait(); // nobody else may ask again, and memory may come back
    }
  }

  /** Whether there was memory for it. */
  private boolean attempt(Runnable step) {
    try {
      step.run();
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  private void warmUp() {
    long begin = time.nanos();
    Thread maker = DaemonThread.start("warm-up-requests", this::make);
    WarmUpEnd how = WarmUpEnd.FAILED;
    try {
      how = awaitEnd(begin + max.toNanos());
    } finally {
      state.set(State.REQUESTED);
      maker.interrupt();
    }
    Requests made = requests;
    if (made != null) {
      String took = DurationText.seconds(time.nanos() - begin);
      log.info("warm-up " + how.word() + " after " + took + ": " + made);
    }
  }

  /** On the thread that may hang: servers are foreign code, too. */
  private void make() {
    try {
      OptionalInt port = port();
      end = port.isPresent() ? make(port.getAsInt()) : WarmUpEnd.FAILED;
    } catch (Throwable e) { // sneaky ones, too
      end = WarmUpEnd.FAILED;
      log.warn("the warm-up failed", e);
    } finally {
      ended.ring();
    }
  }

  private WarmUpEnd make(int port) {
    Requests all = new Requests(warmUp.requests(), port, time, log);
    requests = all;
    return all.make(() -> state.get() != State.REQUESTING || isStopped());
  }

  private OptionalInt port() {
    if (warmUp.port().isPresent()) {
      return warmUp.port();
    }
    Set<Integer> found = ports.get();
    if (found.size() != 1) {
      log.warn(
          "no warm-up: the service listens on "
              + found
              + " (expected: one port, LAMEDUCK_WARM_UP_PORT or WarmUp.onPort)");
      return OptionalInt.empty();
    }
    return OptionalInt.of(found.iterator().next());
  }

  private WarmUpEnd awaitEnd(long until) {
    for (WarmUpEnd how = end; ; how = end) {
      long now = time.nanos();
      if (how != null) {
        return how;
      } else if (isStopped() || !pause(Math.min(until, now + BETWEEN_LOOKS))) {
        return WarmUpEnd.STOPPED;
      } else if (now >= until) {
        return WarmUpEnd.MAX;
      }
    }
  }

  private boolean isStopped() {
    return closed || stopped.getAsBoolean();
  }

  /** Whether it was not interrupted; only the end of the JVM has a reason to interrupt it. */
  private boolean pause(long until) {
    try {
      time.await(ended, until);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
