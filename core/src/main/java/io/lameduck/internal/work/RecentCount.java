package io.lameduck.internal.work;

/**
 * Counts recent events: those of the current minute and of the minute before it. Not thread-safe.
 */
public final class RecentCount {
  /** In nanoseconds. */
  public static final long MINUTE = 60_000_000_000L;

  private long since;
  private long minuteStart;
  private long previous;
  private long current;

  public RecentCount(long since) {
    this.since = since;
    this.minuteStart = since;
  }

  /** Counts an event. */
  public void add(long now) {
    forget(now);
    current++;
  }

  /** Forgets what was before the minute that has just ended, if one has. */
  public void forget(long now) {
    if (now - minuteStart < MINUTE) {
      return;
    }
    boolean adjacent = now - minuteStart < 2 * MINUTE;
    previous = adjacent ? current : 0;
    since = adjacent ? minuteStart : now - MINUTE;
    current = 0;
    minuteStart = now;
  }

  /** Returns how many events are remembered. */
  public long count() {
    return previous + current;
  }

  /** Returns the moment since which they are counted. */
  public long since() {
    return since;
  }
}
