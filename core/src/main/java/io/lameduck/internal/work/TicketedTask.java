package io.lameduck.internal.work;

import java.lang.ref.Reference;

/**
 * A task of a wrapped executor with its ticket, from when it is handed in until it has run. Only
 * the executor underneath refers to it: when nothing does any more, it was dropped, see {@link
 * DroppedTasks}.
 */
final class TicketedTask implements Runnable {
  private final Runnable task;
  private final IssuedTicket ticket;
  private final DroppedTasks.Watch watch;
  private volatile boolean begun;

  TicketedTask(Runnable task, IssuedTicket ticket, DroppedTasks dropped) {
    this.task = task;
    this.ticket = ticket;
    this.watch = dropped.watch(this, ticket);
  }

  @Override
  public void run() {
    begin();
    try (ticket) {
      task.run();
    }
  }

  /** Keeps this task reachable until the watch has ended; else it could count as dropped. */
  private void begin() {
    try {
      begun = true;
      ticket.runsOn(Thread.currentThread());
      watch.end();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The task will never run; returns the task that was handed in. */
  Runnable abandon() {
    watch.end();
    ticket.close();
    return task;
  }

  /** The task that was handed in was cancelled: unless it has begun, it never will. */
  void cancelled() {
    if (!begun) {
      abandon();
    }
  }
}
