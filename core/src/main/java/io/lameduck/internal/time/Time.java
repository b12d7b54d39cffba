package io.lameduck.internal.time;

/**
 * The seam between the library and the clock: it tells the time and it waits. Nothing in the
 * library reads a clock or sleeps in any other way, so that tests can advance time by hand.
 */
public interface Time {
  /** Nanoseconds since some fixed moment in the past; never negative, never runs backwards. */
  long nanos();

  /**
   * Waits until the bell rings or {@link #nanos()} has reached the given moment, whichever comes
   * first; returns at once for a moment that has passed.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void await(Bell bell, long untilNanos) throws InterruptedException;

  /** The time of the JVM. */
  static Time system() {
    return SystemTime.INSTANCE;
  }
}
