package io.lameduck.internal.work;

import java.lang.ref.Reference;

/**
 * A task of a wrapped executor with its ticket, from when it is handed in until it has run. It is
 * what the executor underneath holds, and nobody else: when nothing refers to it any more it was
 * dropped, see {@link DroppedTasks}.
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

  /** What is collected before the watch has ended counts as dropped. */
  private void begin() {
    try {
      begun = true;
      ticket.runsOn(Thread.currentThread());
      watch.end();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** It will never run; returns what was handed in. */
  Runnable abandon() {
    watch.end();
    ticket.close();
    return task;
  }

  /** What was handed in was cancelled: it does nothing if it is run, unless it already is. */
  void cancelled() {
    if (!begun) {
      abandon();
    }
  }
}
