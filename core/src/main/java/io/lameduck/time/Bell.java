package io.lameduck.time;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes one waiter early: "something happened, look again". Ringing is remembered until the next
 * wait, and ringing twice before it is the same as ringing once. Any thread may ring.
 */
public final class Bell {
  private final Semaphore strokes = new Semaphore(0);

  /** Wakes the waiter, or makes its next wait return at once. Never blocks. */
  public void ring() {
    strokes.release();
  }

  /** Takes back what has been rung so far; whether there was anything to take. */
  public boolean silence() {
    return strokes.drainPermits() > 0;
  }

  /** Waits for a stroke, at most this long. */
  void await(long nanos) throws InterruptedException {
    if (strokes.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      strokes.drainPermits();
    }
  }
}
