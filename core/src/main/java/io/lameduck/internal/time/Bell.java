package io.lameduck.internal.time;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes one waiter early: "something happened, look again". Ringing is remembered until the next
 * wait, and ringing twice before it is the same as ringing once. Any thread may ring.
 */
public final class Bell {
  private final AtomicBoolean rung = new AtomicBoolean();
  private final Semaphore strokes = new Semaphore(0);

  /** Wakes the waiter, or makes its next wait return at once. Never blocks. */
  public void ring() {
    if (!rung.getAndSet(true)) {
      strokes.release();
    }
  }

  /** Clears a pending ring; returns whether there was one. */
  public boolean silence() {
    boolean pending = strokes.tryAcquire();
    if (pending) {
      hear();
    }
    return pending;
  }

  /** How many strokes nobody has waited for yet: none or one. */
  int strokes() {
    return strokes.availablePermits();
  }

  /** Waits for a stroke, at most this long. */
  void await(long nanos) throws InterruptedException {
    if (strokes.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      hear();
    }
  }

  /** Read and written in one, so that the waiter sees what was done before any earlier ring. */
  private void hear() {
    rung.getAndSet(false);
  }
}
