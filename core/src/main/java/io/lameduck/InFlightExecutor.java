package io.lameduck;

import java.util.concurrent.Executor;

/** Takes a ticket for each task when it is handed in, and gives it back when the task has run. */
final class InFlightExecutor implements Executor {
  private final InFlight inFlight;
  private final Executor executor;
  private final String description;

  InFlightExecutor(InFlight inFlight, Executor executor, String description) {
    this.inFlight = inFlight;
    this.executor = executor;
    this.description = description;
  }

  @Override
  public void execute(Runnable task) {
    Ticket ticket = inFlight.enter(description);
    try {
      executor.execute(new TicketedTask(task, ticket));
    } catch (RuntimeException | Error e) {
      ticket.close();
      throw e;
    }
  }

  /** A task and its ticket, together so that a task that is never run can be let go. */
  record TicketedTask(Runnable task, Ticket ticket) implements Runnable {
    @Override
    public void run() {
      try (ticket) {
        task.run();
      }
    }

    Runnable abandon() {
      ticket.close();
      return task;
    }
  }
}
