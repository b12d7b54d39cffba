package io.lameduck.internal.adapter;

import io.lameduck.internal.thread.DaemonThread;
import io.lameduck.internal.time.Bell;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the connections of a draining server that are idle, or become so. Each has its last chance
 * first, the linger; then they are closed one after the other, at most {@value #PER_SECOND} a
 * second unless that took longer than another linger, so that clients do not reconnect all at once.
 *
 * <p>It looks again and again until it is stopped, rather than once: a connection that is opened or
 * becomes idle late must neither escape nor hold up the drain. One sweep has one thread.
 *
 * @since 0.1.0
 */
public final class IdleSweep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IdleSweep.class);

  private static final int PER_SECOND = 1000;
  private static final long SLOWEST_PACE = 1_000_000_000 / PER_SECOND;
  private static final long SHORTEST_LOOK = 5_000_000;
  private static final long LONGEST_LOOK = 50_000_000;

  /** A connection as the sweep sees it; asked and told by the thread of the sweep. */
  public interface Connection {
    /** What {@link #served} says of a connection that is not idle. */
    long BUSY = -1;

    /**
     * How many requests it has served, if it waits for the next one, or has never sent one whole;
     * {@link #BUSY} otherwise.
     */
    long served();

    /**
     * Whether bytes have come that no thread has looked at; asked when its last chance is over, and
     * until they are read. Then it has another one: what was read may be the half of a handshake.
     */
    default boolean hasUnread() {
      return false;
    }

    /**
     * Closes it, unless it has become busy. May leave that to another thread.
     *
     * @param served what {@link #served} returned when its last chance was over; a connection whose
     *     count has changed is not to be closed
     */
    void closeIdle(long served);
  }

  /** Since when a connection has been idle, after how many requests, and whether bytes wait. */
  private record Idle(long served, long since, boolean unread) {
    Idle at(long since, boolean unread) {
      return new Idle(served, since, unread);
    }
  }

  private final Time time;
  private final Duration linger;
  private final Supplier<? extends Iterable<? extends Connection>> connections;
  private final Bell stop = new Bell();
  private Map<Connection, Idle> idle = Map.of();
  private boolean warned;
  private volatile boolean stopped;

  /**
   * A sweep that has not been started.
   *
   * @param linger the last chance, and the longest time over which closing is spread
   * @param connections those that are open, whenever it is asked
   */
  public IdleSweep(
      Duration linger, Supplier<? extends Iterable<? extends Connection>> connections) {
    this(Time.system(), linger, connections);
  }

  IdleSweep(
      Time time, Duration linger, Supplier<? extends Iterable<? extends Connection>> connections) {
    this.time = time;
    this.linger = Objects.requireNonNull(linger, "linger");
    this.connections = Objects.requireNonNull(connections, "connections");
  }

  /** Begins to sweep; returns at once. */
  public IdleSweep start() {
    DaemonThread.start("idle-connections", this::run);
    return this;
  }

  /** Stops sweeping; what is idle stays open. */
  @Override
  public void close() {
    stopped = true;
    stop.ring();
  }

  private void run() {
    while (!stopped) {
      lookAndGoOn();
      pause(Math.max(SHORTEST_LOOK, Math.min(LONGEST_LOOK, linger.toNanos() / 20)));
    }
  }

  /** What fails now may not fail at the next look; and until the deadline there will be one. */
  private void lookAndGoOn() {
    try {
      look();
    } catch (RuntimeException | Error e) {
      warnOnce(e);
      pause(LONGEST_LOOK);
    }
  }

  /** On another thread, since an appender may block: closing goes on. */
  private void warnOnce(Throwable failure) {
    if (!warned) {
      warned = true;
      DaemonThread.start(
          "log",
          () -> log.warn("idle connections could not be closed, and are tried again", failure));
    }
  }

  /** Closes those whose last chance is over, one after the other. */
  void look() {
    Map<Connection, Idle> due = due(time.nanos());
    long pace = due.isEmpty() ? 0 : Math.min(SLOWEST_PACE, linger.toNanos() / due.size());
    due.forEach((connection, idle) -> closeUnlessUsed(connection, idle.served(), pace));
  }

  /** Asks again: closing the earlier ones may have taken a linger, and this one may be busy. */
  private void closeUnlessUsed(Connection connection, long served, long pace) {
    if (!stopped && connection.served() == served && !connection.hasUnread()) {
      connection.closeIdle(served);
      pause(pace);
    }
  }

  private Map<Connection, Idle> due(long now) {
    Map<Connection, Idle> before = idle;
    Map<Connection, Idle> still = new HashMap<>();
    Map<Connection, Idle> due = new LinkedHashMap<>();
    for (Connection connection : connections.get()) {
      long served = connection.served();
      if (served != Connection.BUSY) {
        Idle seen = withUnread(connection, idle(before.get(connection), served), now);
        still.put(connection, seen);
        if (isOver(seen, now)) {
          due.put(connection, seen);
        }
      }
    }
    idle = still;
    return due;
  }

  /**
   * A connection that has served a request in between has become idle anew. The clock is read after
   * the connection has answered, or its last chance might begin before it was idle.
   */
  private Idle idle(@Nullable Idle before, long served) {
    return before != null && before.served() == served
        ? before
        : new Idle(served, time.nanos(), false);
  }

  /** Looks for unread bytes only when the last chance is over: each look is a system call. */
  private Idle withUnread(Connection connection, Idle idle, long now) {
    if (!idle.unread() && !isOver(idle, now)) {
      return idle;
    }
    boolean unread = connection.hasUnread();
    return unread || idle.unread() ? idle.at(time.nanos(), unread) : idle;
  }

  private boolean isOver(Idle idle, long now) {
    return !idle.unread() && now - idle.since() >= linger.toNanos();
  }

  private void pause(long nanos) {
    try {
      time.await(stop, time.nanos() + nanos);
    } catch (InterruptedException e) {
      stopped = true; // nobody but the end of the JVM has a reason to interrupt it
    }
  }
}
