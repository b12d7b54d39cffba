package io.lameduck.spi;

import io.lameduck.time.Bell;
import io.lameduck.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Closes it, unless it has become busy. May leave that to another thread. */
    void closeIdle();
  }

  /** Since when a connection has been idle, and after how many requests. */
  private record Idle(long served, long since) {}

  private final Time time;
  private final Duration linger;
  private final Supplier<? extends Iterable<? extends Connection>> connections;
  private final Bell stop = new Bell();
  private Map<Connection, Idle> idle = Map.of();
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
    this.linger = linger;
    this.connections = connections;
  }

  /** Begins to sweep; returns at once. */
  public IdleSweep start() {
    Thread thread = new Thread(null, this::run, "lameduck-idle-connections", 0, false);
    thread.setDaemon(true);
    thread.start();
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
      log.warn("idle connections could not be closed, and are tried again", e);
      pause(LONGEST_LOOK);
    }
  }

  /** Closes those whose last chance is over, one after the other. */
  void look() {
    List<Connection> due = due(time.nanos());
    long pace = due.isEmpty() ? 0 : Math.min(SLOWEST_PACE, linger.toNanos() / due.size());
    for (Connection connection : due) {
      if (!stopped) {
        connection.closeIdle();
        pause(pace);
      }
    }
  }

  private List<Connection> due(long now) {
    Map<Connection, Idle> before = idle;
    Map<Connection, Idle> still = new HashMap<>();
    for (Connection connection : connections.get()) {
      long served = connection.served();
      if (served != Connection.BUSY) {
        still.put(connection, idle(before.get(connection), served, now));
      }
    }
    idle = still;
    return still.entrySet().stream()
        .filter(entry -> now - entry.getValue().since() >= linger.toNanos())
        .<Connection>map(Map.Entry::getKey)
        .toList();
  }

  /** A connection that has served a request in between has become idle anew. */
  private static Idle idle(@Nullable Idle before, long served, long now) {
    return before != null && before.served() == served ? before : new Idle(served, now);
  }

  private void pause(long nanos) {
    try {
      time.await(stop, time.nanos() + nanos);
    } catch (InterruptedException e) {
      stopped = true; // nobody but the end of the JVM has a reason to interrupt it
    }
  }
}
