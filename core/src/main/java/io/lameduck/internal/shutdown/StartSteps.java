package io.lameduck.internal.shutdown;

import io.lameduck.internal.process.Calls;
import io.lameduck.internal.process.SystemExits;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * The start of the service, step by step. A shutdown that begins meanwhile lets the step under way
 * finish, so that it can be undone, and lets no further step begin.
 */
public final class StartSteps {
  /** One step; mostly somebody else's code. */
  @FunctionalInterface
  public interface Step {
    public void run() throws Exception;
  }

  private final Bell stepEnded = new Bell();
  private @Nullable Thread stepping; // guarded by this, like all below
  private boolean cancelled;
  private boolean complete;

  /**
   * Runs a step.
   *
   * @throws StartCancelledException if a shutdown has begun
   */
  public void run(Step step) throws Exception {
    begin();
    try {
      step.run();
    } finally {
      end();
    }
  }

  /**
   * The last step is over.
   *
   * @throws StartCancelledException if a shutdown has begun
   */
  public synchronized void complete() {
    requireWanted();
    complete = true;
  }

  /** Whether the start is complete. */
  public synchronized boolean isComplete() {
    return complete;
  }

  /**
   * A shutdown begins: no further step runs. Returns whether the service was still being started.
   */
  synchronized boolean cancel() {
    cancelled = true;
    return !complete;
  }

  /**
   * Waits for the step under way, unless that has called {@link System#exit}, which waits for the
   * shutdown. Returns false if the step hangs.
   */
  boolean awaitStep(Time time, Deadline until) {
    while (stepping() && !until.passed(time.nanos())) {
      try {
        time.await(stepEnded, Math.min(until.nanos(), time.nanos() + Calls.LOOK));
      } catch (InterruptedException e) {
        Thread.onSpinWait(); // only the deadline may hurry the shutdown
      }
    }
    return !stepping();
  }

  private synchronized boolean stepping() {
    return stepping != null && !SystemExits.calledBy(stepping);
  }

  private synchronized void begin() {
    requireWanted();
    stepping = Thread.currentThread();
  }

  private void end() {
    synchronized (this) {
      stepping = null;
    }
    stepEnded.ring();
  }

  private void requireWanted() {
    if (cancelled) {
      throw new StartCancelledException();
    }
  }
}
