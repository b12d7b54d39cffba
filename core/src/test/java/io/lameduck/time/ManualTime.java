package io.lameduck.time;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that a test advances by hand, on the test's own thread. A wait does not block: it jumps to
 * its end, running on the way whatever the test has planned {@link #at} some moment, and stops
 * early where one of those rings the bell.
 */
public final class ManualTime implements Time {
  private record Event(long nanos, long order, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::order));
  private long now;
  private long planned;

  @Override
  public long nanos() {
    return now;
  }

  /** How far time has been advanced from the beginning. */
  public Duration elapsed() {
    return Duration.ofNanos(now);
  }

  /** Plans an action for a moment counted from the beginning. */
  public ManualTime at(Duration moment, Runnable action) {
    events.add(new Event(moment.toNanos(), planned++, action));
    return this;
  }

  /** Advances time, running what is planned on the way. */
  public void advance(Duration step) {
    advanceTo(now + step.toNanos(), new Bell());
  }

  @Override
  public void await(Bell bell, long untilNanos) {
    advanceTo(untilNanos, bell);
  }

  private void advanceTo(long until, Bell bell) {
    while (!bell.silence()) {
      Event next = events.peek();
      if (next == null || next.nanos() > until) {
        now = Math.max(now, until);
        return;
      }
      events.remove();
      now = Math.max(now, next.nanos());
      next.action().run();
    }
  }
}
