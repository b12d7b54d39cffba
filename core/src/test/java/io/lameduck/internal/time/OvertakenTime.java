package io.lameduck.internal.time;

import java.time.Duration;

/** A time whose reader is overtaken once, by somebody who reads it later and is done before. */
public final class OvertakenTime implements Time {
  private final ManualTime time = new ManualTime();
  private Runnable overtaking = () -> {};

  /** So much later, and before the next reader has done anything with what it has read. */
  public void overtakeAfter(Duration later, Runnable other) {
    overtaking =
        () -> {
          time.advance(later);
          other.run();
        };
  }

  @Override
  public long nanos() {
    long read = time.nanos();
    Runnable now = overtaking;
    overtaking = () -> {};
    now.run();
    return read;
  }

  @Override
  public void await(Bell bell, long untilNanos) {
    time.await(bell, untilNanos);
  }
}
