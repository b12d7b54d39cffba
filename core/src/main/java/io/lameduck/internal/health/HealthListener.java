package io.lameduck.internal.health;

import io.lameduck.internal.process.CallResult;
import io.lameduck.internal.process.Calls;
import io.lameduck.internal.process.LogWriter;
import io.lameduck.internal.thread.Threads;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A listener to the health, called on a thread of its own; another one waits for changes. Changes
 * that come during a call are told together by the next one. A listener that does not return in
 * {@value #LIMIT_SECONDS} seconds is abandoned.
 */
final class HealthListener implements AutoCloseable {
  static final int LIMIT_SECONDS = 5;

  private final Time time;
  private final LogWriter logWriter;
  private final LongSupplier nextChange;
  private final Runnable listener;
  private final Calls calls;
  private final Threads.Worker teller;
  private final Bell changed = new Bell();
  private volatile boolean closed;

  /**
   * @param nextChange the moment of the next change that comes by the passing of time alone; {@link
   *     Long#MAX_VALUE} for none
   */
  HealthListener(
      Threads threads, Time time, LogWriter logWriter, LongSupplier nextChange, Runnable listener) {
    this.time = time;
    this.logWriter = logWriter;
    this.nextChange = nextChange;
    this.listener = listener;
    this.calls = new Calls(threads, time, "health");
    this.teller = threads.park("health-changes");
  }

  void start() {
    teller.run("health-changes", this::tellAll);
  }

  /** There is something to tell. Never waits. */
  void changed() {
    changed.ring();
  }

  @Override
  public void close() {
    closed = true;
    changed.ring();
    teller.retire();
    calls.close();
  }

  private void tellAll() {
    while (!closed) {
      long until = nextChange.getAsLong(); // asked first: that moment may pass during the call
      tell();
      awaitChange(until);
    }
  }

  private void awaitChange(long until) {
    try {
      time.await(changed, until);
    } catch (InterruptedException | OutOfMemoryError e) {
      Thread.onSpinWait(); // only close() may end this thread
    }
  }

  private void tell() {
    CallResult<Void> heard =
        calls.call(
            "health",
            () -> {
              listener.run();
              return null;
            },
            time.nanos() + Duration.ofSeconds(LIMIT_SECONDS).toNanos());
    heard.warn(logWriter, "health listener failed");
    if (heard.isHung()) {
      close();
    }
  }
}
