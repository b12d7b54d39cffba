package io.lameduck.internal.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Time that a test advances by hand, on the test's own thread. A wait does not block: it jumps to
 * its end, running on the way whatever the test has planned {@link #at} some moment, and stops
 * early where one of those rings the bell.
 *
 * <p>What is planned has to happen, and its assertions have to hold: {@link ManualTimeVerification}
 * sees to that after each test, since the code that waits may swallow what an event throws.
 */
public final class ManualTime implements Time {
  private static final ThreadLocal<List<ManualTime>> MADE = ThreadLocal.withInitial(ArrayList::new);

  private record Event(long nanos, long order, boolean required, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::order));
  private long now;
  private long planned;
  private @Nullable Throwable failure;

  public ManualTime() {
    MADE.get().add(this);
  }

  @Override
  public long nanos() {
    return now;
  }

  /** How far time has been advanced from the beginning. */
  public Duration elapsed() {
    return Duration.ofNanos(now);
  }

  /** Plans an action, which has to happen, for a moment counted from the beginning. */
  public ManualTime at(Duration moment, Runnable action) {
    return plan(moment, true, action);
  }

  /** Plans an action for a moment that may never come. */
  public ManualTime ifReached(Duration moment, Runnable action) {
    return plan(moment, false, action);
  }

  /** Advances time, running what is planned on the way. */
  public void advance(Duration step) {
    advanceTo(now + step.toNanos(), new Bell());
  }

  @Override
  public void await(Bell bell, long untilNanos) {
    advanceTo(untilNanos, bell);
  }

  /** The times that tests on this thread have made since they were last taken. */
  static List<ManualTime> takeMade() {
    List<ManualTime> made = List.copyOf(MADE.get());
    MADE.remove();
    return made;
  }

  /** Throws what an event has thrown, or that one was planned and never happened. */
  void verify() {
    if (failure != null) {
      throw new AssertionError("an event failed: " + failure, failure);
    }
    List<Duration> missed =
        events.stream().filter(Event::required).map(e -> Duration.ofNanos(e.nanos())).toList();
    if (!missed.isEmpty()) {
      throw new AssertionError("planned and never happened: " + missed + "; now: " + elapsed());
    }
  }

  private ManualTime plan(Duration moment, boolean required, Runnable action) {
    events.add(new Event(moment.toNanos(), planned++, required, action));
    return this;
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
      run(next);
    }
  }

  private void run(Event event) {
    try {
      event.action().run();
    } catch (RuntimeException | Error e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }
}
