package io.lameduck.internal.work;

import io.lameduck.Ticket;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives back the tickets of tasks that an executor has dropped: one that discards, a queue that was
 * cleared, a pool that was shut down underneath. Nobody tells of it, but the garbage collector
 * finds that nothing refers to the task any more. So a ticket comes back after the next collection;
 * a drain that has nothing else left asks for one, after a second and then ever less often. Under
 * {@code -XX:+DisableExplicitGC} it can only wait.
 */
final class DroppedTasks {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final ReferenceQueue<TicketedTask> collected = new ReferenceQueue<>();
  private final Set<Watch> waiting = ConcurrentHashMap.newKeySet();

  // These belong to the thread of the drain.
  private long pause;
  private long collectAt;

  /** Holds the ticket of a task that has not begun, but not the task itself. */
  final class Watch extends PhantomReference<TicketedTask> {
    private final Ticket ticket;

    private Watch(TicketedTask task, Ticket ticket) {
      super(task, collected);
      this.ticket = ticket;
    }

    /** The task has begun, or never will. */
    void end() {
      clear();
      waiting.remove(this);
    }
  }

  Watch watch(TicketedTask task, Ticket ticket) {
    release();
    Watch watch = new Watch(task, ticket);
    waiting.add(watch);
    return watch;
  }

  /** Gives back the tickets of those that were collected. */
  void release() {
    for (Object found = collected.poll(); found != null; found = collected.poll()) {
      Watch watch = (Watch) found;
      waiting.remove(watch);
      watch.ticket.close();
    }
  }

  /**
   * Asks for a collection where nothing is in flight but tasks that have not begun, which is how it
   * looks when they were dropped.
   *
   * @param inFlight how much is in flight
   */
  void seek(long inFlight, long now) {
    if (waiting.isEmpty() || waiting.size() < inFlight) {
      pause = 0;
    } else if (pause == 0) {
      pause = FIRST_PAUSE.toNanos();
      collectAt = now + pause;
    } else if (now >= collectAt) {
      pause *= 2;
      collectAt = now + pause;
      System.gc();
    }
  }
}
