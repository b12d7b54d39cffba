package io.lameduck;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The work that a shutdown waits for. The server adapters put every request in; anything else, a
 * queue message or a scheduled job, takes a ticket by hand:
 *
 * <pre>{@code
 * try (var ticket = inFlight.enter("message 42")) {
 *   handle(message);
 * }
 * }</pre>
 *
 * <p>Thread-safe; entering and leaving take no lock. The library implements it, and a version may
 * add methods.
 *
 * @since 0.1.0
 */
public interface InFlight {
  /**
   * Takes a ticket for a piece of work.
   *
   * @param description what it is, shown when it is waited for or cut off; a null one is shown as
   *     such, since it must not keep the work from being done
   * @throws WorkRefusedException when the drain is over
   */
  Ticket enter(@Nullable String description);

  /**
   * Takes a ticket, or returns null when the drain is over.
   *
   * @param description called only when the work is shown, then from another thread
   */
  @Nullable Ticket tryEnter(Supplier<String> description);

  /**
   * Takes a ticket for work that began earlier and is found only now, or returns null when the
   * drain is over. The work is not late if it began before the shutdown.
   *
   * @param description called only when the work is shown, then from another thread
   * @param age how long ago it began
   * @throws IllegalArgumentException if the age is negative
   */
  @Nullable Ticket tryEnter(Supplier<String> description, Duration age);

  /**
   * An executor whose tasks are in flight from the moment they are handed in, so that what a
   * request leaves to a pool is waited for too. A task that comes when the drain is over is refused
   * with a {@link WorkRefusedException}. A task that the executor drops without running it stays in
   * flight until the garbage collector has found that nothing refers to it; a task that is
   * cancelled before it runs, until it is cancelled.
   */
  Executor wrap(Executor executor, String description);

  /** Like {@link #wrap(Executor, String)}; shutting it down shuts the wrapped one down. */
  ExecutorService wrap(ExecutorService executor, String description);

  /**
   * Like {@link #wrap(ExecutorService, String)} for what is executed or submitted. What is
   * scheduled is in flight only while it runs, so that no drain waits for tomorrow's task:
   *
   * <ul>
   *   <li>No run of a periodic task begins after the shutdown has begun: the task is cancelled in
   *       its place, as by the executor's own {@code shutdown}. The run under way is waited for.
   *   <li>A task with a delay, such as the retry of a request in flight, still runs if it begins
   *       before the drain is over, and is waited for from then on. One that would begin later does
   *       not run: its future fails with a {@link WorkRefusedException}. What must not be lost with
   *       the process belongs in a store, not in a delay.
   * </ul>
   *
   * <p>In all else, cancellation and exceptions included, the futures are those of the wrapped
   * executor. A timer that a request in flight needs until its end, such as the heartbeat of a
   * stream, is not to be wrapped.
   *
   * <pre>{@code
   * ScheduledExecutorService jobs =
   *     inFlight.wrap(Executors.newScheduledThreadPool(1), "clean up");
   * jobs.scheduleWithFixedDelay(this::cleanUp, 0, 10, TimeUnit.SECONDS);
   * }</pre>
   */
  ScheduledExecutorService wrap(ScheduledExecutorService executor, String description);

  /** Returns how many pieces of work are in flight. */
  long count();

  /** Returns how many pieces of work have finished. */
  long served();

  /** Returns the work that has been in flight for longest, if there is any. Asks it what it is. */
  Optional<WorkInFlight> oldest();

  /** Returns what is in flight, oldest first, at most so many pieces. Asks each what it is. */
  List<WorkInFlight> list(int most);
}
