package io.lameduck.internal.work;

import java.util.concurrent.Executor;

/** Takes a ticket for each task when it is handed in, and gives it back when the task has run. */
final class InFlightExecutor implements Executor {
  private final TicketOffice inFlight;
  private final Executor executor;
  private final String description;

  InFlightExecutor(TicketOffice inFlight, Executor executor, String description) {
    this.inFlight = inFlight;
    this.executor = executor;
    this.description = description;
  }

  @Override
  public void execute(Runnable task) {
    TicketedTask ticketed = inFlight.enter(task, description);
    if (task instanceof CancellableTask<?> cancellable) {
      cancellable.tellCancellation(ticketed);
    }
    try {
      executor.execute(ticketed);
    } catch (RuntimeException | Error e) {
      ticketed.abandon();
      throw e;
    }
  }
}
