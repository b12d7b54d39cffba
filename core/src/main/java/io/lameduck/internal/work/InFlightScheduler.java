package io.lameduck.internal.work;

import io.lameduck.InFlight;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A scheduler whose tasks are in flight while they run; see {@link InFlight#wrap}. */
final class InFlightScheduler extends InFlightExecutorService implements ScheduledExecutorService {
  private final TicketOffice inFlight;
  private final ScheduledExecutorService scheduler;
  private final String description;

  InFlightScheduler(TicketOffice inFlight, ScheduledExecutorService scheduler, String description) {
    super(inFlight, scheduler, description);
    this.inFlight = inFlight;
    this.scheduler = scheduler;
    this.description = description;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return schedule(Executors.callable(task), delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    Objects.requireNonNull(task, "task");
    return scheduler.schedule(() -> run(task), delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    PeriodicTask periodic = new PeriodicTask(inFlight, task, description);
    return periodic.isThat(scheduler.scheduleAtFixedRate(periodic, initialDelay, period, unit));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    PeriodicTask periodic = new PeriodicTask(inFlight, task, description);
    return periodic.isThat(scheduler.scheduleWithFixedDelay(periodic, initialDelay, delay, unit));
  }

  @SuppressWarnings("try") // the ticket only has to be held
  private <V> V run(Callable<V> task) throws Exception {
    try (IssuedTicket ticket = inFlight.enterToRun(description)) {
      return task.call();
    }
  }
}
