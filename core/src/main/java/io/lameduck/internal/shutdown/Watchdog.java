package io.lameduck.internal.shutdown;

import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;

/**
 * Sees to it that the process is gone by the deadline, whatever hangs: it waits on a thread that
 * does nothing else, runs no foreign code there, and does not log.
 */
final class Watchdog implements Runnable {
  private final Time time;
  private final Deadline deadline;
  private final Runnable halt;
  private final Bell bell = new Bell();
  private volatile boolean dismissed;

  Watchdog(Time time, Deadline deadline, Runnable halt) {
    this.time = time;
    this.deadline = deadline;
    this.halt = halt;
  }

  @Override
  public void run() {
    while (!dismissed && !deadline.passed(time.nanos())) {
      await();
    }
    if (!dismissed) {
      halt.run();
    }
  }

  /** Calls it off: the shutdown is over and the process lives on. */
  void dismiss() {
    dismissed = true;
    bell.ring();
  }

  /** The deadline has moved. */
  void look() {
    bell.ring();
  }

  private void await() {
    try {
      time.await(bell, deadline.nanos());
    } catch (InterruptedException | OutOfMemoryError e) {
      // Only dismissing it may call the watchdog off: it looks at the time again.
    }
  }
}
