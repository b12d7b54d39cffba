package io.lameduck.springboot;

import io.lameduck.InFlight;
import io.lameduck.Lameduck;
import io.lameduck.Phase;
import io.lameduck.WorkRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;

/**
 * What an executor of the application runs, a method with {@code @Async} for one, is in flight from
 * when it is handed in until it has run. Two things are not, or no drain would end: what was handed
 * in before the application was ready belongs to it, such as a loop that a runner starts, and ends
 * with it; and in a shutdown a task is not waited for that another one hands in.
 */
final class InFlightTasks implements TaskDecorator {
  private static final ThreadLocal<Boolean> IN_A_TASK = ThreadLocal.withInitial(() -> false);

  private final ObjectProvider<SpringService> spring;

  private InFlightTasks(ObjectProvider<SpringService> spring) {
    this.spring = spring;
  }

  /** Together with the decorators that are beans of the application. */
  static TaskDecorator with(
      ObjectProvider<SpringService> spring, ObjectProvider<TaskDecorator> others) {
    List<TaskDecorator> all = new ArrayList<>(others.orderedStream().toList());
    all.add(new InFlightTasks(spring));
    return new CompositeTaskDecorator(all);
  }

  @Override
  public Runnable decorate(Runnable task) {
    Lameduck service = spring.getObject().accepting().orElse(null);
    if (service == null) {
      return task;
    }
    return isSuccessor(service) ? () -> run(task) : ticketed(task, service.inFlight());
  }

  private static boolean isSuccessor(Lameduck service) {
    return IN_A_TASK.get() && service.phase().compareTo(Phase.LAME_DUCK) >= 0;
  }

  /** When the drain is over the application is being closed, and may still have things to do. */
  private static Runnable ticketed(Runnable task, InFlight inFlight) {
    AtomicReference<Runnable> ticketed = new AtomicReference<>(task);
    try {
      Executor keeper = ticketed::set;
      inFlight.wrap(keeper, "task of the application").execute(() -> run(task));
    } catch (WorkRefusedException e) {
      return task;
    }
    return ticketed.get();
  }

  private static void run(Runnable task) {
    boolean before = IN_A_TASK.get();
    IN_A_TASK.set(true);
    try {
      task.run();
    } finally {
      IN_A_TASK.set(before);
    }
  }
}
