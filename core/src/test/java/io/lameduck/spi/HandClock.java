package io.lameduck.spi;

import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test advances by hand, for the threads of a server to look at. */
final class HandClock implements Time {
  private final AtomicLong now = new AtomicLong();

  void advance(Duration step) {
    now.addAndGet(step.toNanos());
  }

  @Override
  public long nanos() {
    return now.get();
  }

  /** Nobody waits by it. */
  @Override
  public void await(Bell bell, long untilNanos) {
    throw new UnsupportedOperationException();
  }
}
