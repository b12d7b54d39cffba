package io.lameduck.internal.work;

import io.lameduck.InFlight;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;

/** An executor service whose tasks are in flight; see {@link InFlight#wrap}. */
class InFlightExecutorService extends AbstractExecutorService {
  private final ExecutorService service;
  private final InFlightExecutor executor;

  InFlightExecutorService(TicketOffice inFlight, ExecutorService service, String description) {
    this.service = service;
    this.executor = new InFlightExecutor(inFlight, service, description);
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
    return new CancellableTask<>(task);
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
    return new CancellableTask<>(Executors.callable(task, value));
  }

  @Override
  public void shutdown() {
    service.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return service.shutdownNow().stream().map(InFlightExecutorService::abandon).toList();
  }

  @Override
  public boolean isShutdown() {
    return service.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return service.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return service.awaitTermination(timeout, unit);
  }

  private static Runnable abandon(Runnable task) {
    return task instanceof TicketedTask ticketed ? ticketed.abandon() : task;
  }
}
