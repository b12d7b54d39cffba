package io.lameduck.springboot;

import io.lameduck.Lameduck;
import io.lameduck.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.TaskExecutionOutcome;
import org.springframework.scheduling.config.TaskExecutionOutcome.Status;

/**
 * The methods with {@code @Scheduled}: from the lame duck on none begins, and those that run are in
 * flight, unless they have run since before the application was ready: such a loop ends with it.
 *
 * <p>Spring tells which run, but not when one ends, so that they are looked at again and again. It
 * knows one run of each method; of a scheduler with a thread for each run {@link InFlightTasks}
 * sees those that overlap. It does not know how long a reactive method with a rate or a cron
 * expression takes.
 */
final class ScheduledTasks implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);

  /** No client has sent it, so that it is not late, however close to the shutdown it began. */
  private static final Duration AT_LEAST = Duration.ofSeconds(1);

  /** Those whose run was about to begin when they were cancelled have begun by then. */
  private static final int FIRST_LOOKS = 4;

  private final SpringService spring;
  private final ObjectProvider<ScheduledTaskHolder> holders;
  private final Map<ScheduledTask, Ticket> running = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  ScheduledTasks(SpringService spring, ObjectProvider<ScheduledTaskHolder> holders) {
    this.spring = spring;
    this.holders = holders;
  }

  void stop() throws InterruptedException {
    List<ScheduledTask> tasks =
        holders.stream().flatMap(holder -> holder.getScheduledTasks().stream()).toList();
    tasks.forEach(task -> task.cancel(false));
    Lameduck service = spring.accepting().orElse(null);
    if (service == null || spring.isEndedBy("org.springframework.scheduling.")) {
      return;
    }
    for (int i = 0; i < FIRST_LOOKS; i++) {
      look(tasks, service);
      closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
    Thread watcher = new Thread(() -> watch(tasks, service), "lameduck-scheduled-tasks");
    watcher.setDaemon(true);
    watcher.start();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void watch(List<ScheduledTask> tasks, Lameduck service) {
    try {
      while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        look(tasks, service);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; the tickets are then cut at the deadline
    }
  }

  private synchronized void look(List<ScheduledTask> tasks, Lameduck service) {
    for (ScheduledTask task : tasks) {
      TaskExecutionOutcome outcome = task.getTask().getLastExecutionOutcome();
      Instant begun = outcome.executionTime();
      if (outcome.status() == Status.STARTED && begun != null && spring.isReadySince(begun)) {
        running.computeIfAbsent(task, started -> ticket(started, begun, service));
      } else {
        close(running.remove(task));
      }
    }
  }

  private static @Nullable Ticket ticket(ScheduledTask task, Instant begun, Lameduck service) {
    Duration age = Duration.between(begun, Instant.now());
    Duration known = age.compareTo(AT_LEAST) < 0 ? AT_LEAST : age;
    return service.inFlight().tryEnter(task::toString, known);
  }

  private static void close(@Nullable Ticket ticket) {
    if (ticket != null) {
      ticket.close();
    }
  }
}
