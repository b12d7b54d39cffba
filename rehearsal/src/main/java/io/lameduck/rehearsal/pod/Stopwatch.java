package io.lameduck.rehearsal.pod;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The time since a rehearsal began: every instant of its report is counted from there. */
public final class Stopwatch {
  private final LongSupplier nanos;
  private final long begun;

  private Stopwatch(LongSupplier nanos) {
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /** Starts now. */
  public static Stopwatch start() {
    return new Stopwatch(System::nanoTime);
  }

  /** Starts now, by a clock that a test turns by hand. */
  public static Stopwatch by(LongSupplier nanos) {
    return new Stopwatch(nanos);
  }

  /** The time since the start. Any thread. */
  public Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - begun);
  }
}
