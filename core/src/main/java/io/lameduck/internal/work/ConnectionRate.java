package io.lameduck.internal.work;

import java.util.OptionalDouble;

/**
 * How many connections the clients open in a minute: in the minute that is running and in the whole
 * one before it. Thread-safe.
 */
final class ConnectionRate {
  static final long MINUTE = 60_000_000_000L;

  private long windowStart;
  private long minuteStart;
  private long previous;
  private long current;

  ConnectionRate(long since) {
    windowStart = since;
    minuteStart = since;
  }

  synchronized void connection(long now) {
    moveWindow(now);
    current++;
  }

  /** Returns the rate, or empty before a whole minute has been watched. */
  synchronized OptionalDouble perMinute(long now) {
    if (now - windowStart < MINUTE) {
      return OptionalDouble.empty();
    }
    moveWindow(now);
    return OptionalDouble.of((previous + current) * (double) MINUTE / (now - windowStart));
  }

  private void moveWindow(long now) {
    if (now - minuteStart < MINUTE) {
      return;
    }
    boolean adjacent = now - minuteStart < 2 * MINUTE;
    previous = adjacent ? current : 0;
    windowStart = adjacent ? minuteStart : now - MINUTE;
    current = 0;
    minuteStart = now;
  }
}
