package io.lameduck.internal.process;

import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;

/** Time in which the first wait is interrupted. */
public final class InterruptedOnce implements Time {
  private final Time time;
  private boolean interrupted;

  public InterruptedOnce(Time time) {
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
