package io.lameduck;

import io.lameduck.time.Bell;
import io.lameduck.time.Time;

/** Time in which the first wait is interrupted. */
final class InterruptedOnce implements Time {
  private final Time time;
  private boolean interrupted;

  InterruptedOnce(Time time) {
    this.time = time;
  }

  @Override
  public long nanos() {
    return time.nanos();
  }

  @Override
  public void await(Bell bell, long untilNanos) throws InterruptedException {
    if (!interrupted) {
      interrupted = true;
      throw new InterruptedException("planned");
    }
    time.await(bell, untilNanos);
  }
}
