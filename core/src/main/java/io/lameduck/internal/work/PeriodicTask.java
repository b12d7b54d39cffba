package io.lameduck.internal.work;

import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** A task that runs again and again, each run with a ticket, until the shutdown begins. */
final class PeriodicTask implements Runnable {
  private final TicketOffice inFlight;
  private final Runnable task;
  private final String description;

  /** Unknown for a moment: the first run may begin before the scheduler has returned it. */
  private volatile @Nullable Future<?> future;

  PeriodicTask(TicketOffice inFlight, Runnable task, String description) {
    this.inFlight = inFlight;
    this.task = Objects.requireNonNull(task, "task");
    this.description = description;
  }

  /** The scheduler knows the task as this future. */
  ScheduledFuture<?> isThat(ScheduledFuture<?> scheduled) {
    future = scheduled;
    return scheduled;
  }

  @Override
  @SuppressWarnings("try") // the ticket only has to be held
  public void run() {
    if (inFlight.shutdownBegan()) {
      cancel();
      return;
    }
    try (IssuedTicket ticket = inFlight.enterToRun(description)) {
      task.run();
    }
  }

  /** If the future is not known yet, the next run that would begin cancels it. */
  private void cancel() {
    Future<?> known = future;
    if (known != null) {
      known.cancel(false);
    }
  }
}
