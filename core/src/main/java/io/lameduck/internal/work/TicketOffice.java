package io.lameduck.internal.work;

import io.lameduck.InFlight;
import io.lameduck.Ticket;
import io.lameduck.WorkInFlight;
import io.lameduck.WorkRefusedException;
import io.lameduck.internal.text.DurationText;
import io.lameduck.internal.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a ticket to each piece of work, knows those that are out, and closes when the drain is
 * over.
 */
public final class TicketOffice implements InFlight {
  private final Time time;
  private final Gate gate;
  private final Arrivals arrivals;
  private final Tickets tickets = new Tickets();
  private final DroppedTasks dropped = new DroppedTasks();

  public TicketOffice(Time time, Arrivals arrivals, Runnable onEmpty) {
    this.time = time;
    this.arrivals = arrivals;
    this.gate = new Gate(onEmpty);
  }

  @Override
  public IssuedTicket enter(@Nullable String description) {
    IssuedTicket ticket = take(new IssuedTicket.Given(description), time.nanos());
    if (ticket == null) {
      throw new WorkRefusedException(String.valueOf(description));
    }
    return ticket;
  }

  @Override
  public @Nullable Ticket tryEnter(Supplier<String> description) {
    Objects.requireNonNull(description, "description");
    return take(description, time.nanos());
  }

  @Override
  public @Nullable Ticket tryEnter(Supplier<String> description, Duration age) {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(age, "age");
    if (age.isNegative()) {
      throw new IllegalArgumentException("age: " + DurationText.exact(age) + " (expected: >= 0s)");
    }
    return take(description, time.nanos() - age.toNanos());
  }

  /** Takes a ticket for work that no client has sent, and that is never late. */
  public @Nullable Ticket tryEnterHealthCheck(Supplier<String> description) {
    Objects.requireNonNull(description, "description");
    return issue(description, time.nanos());
  }

  private @Nullable IssuedTicket take(
      Supplier<? extends @Nullable String> description, long since) {
    IssuedTicket ticket = issue(description, since);
    if (ticket != null) {
      arrivals.request(since);
    }
    return ticket;
  }

  private @Nullable IssuedTicket issue(
      Supplier<? extends @Nullable String> description, long since) {
    int place = gate.enter();
    if (place == Gate.REFUSED) {
      return null;
    }
    IssuedTicket ticket = new IssuedTicket(this, place, since, description);
    ticket.listedAt(tickets.add(ticket));
    return ticket;
  }

  @Override
  public Executor wrap(Executor executor, String description) {
    Objects.requireNonNull(executor, "executor");
    Objects.requireNonNull(description, "description");
    return new InFlightExecutor(this, executor, description);
  }

  @Override
  public ExecutorService wrap(ExecutorService executor, String description) {
    Objects.requireNonNull(executor, "executor");
    Objects.requireNonNull(description, "description");
    return new InFlightExecutorService(this, executor, description);
  }

  @Override
  public ScheduledExecutorService wrap(ScheduledExecutorService executor, String description) {
    Objects.requireNonNull(executor, "executor");
    Objects.requireNonNull(description, "description");
    return new InFlightScheduler(this, executor, description);
  }

  @Override
  public long count() {
    dropped.release();
    return gate.count();
  }

  @Override
  public long served() {
    return gate.left();
  }

  @Override
  public Optional<WorkInFlight> oldest() {
    dropped.release();
    return tickets.stream().min(TicketOffice::olderFirst).map(this::show);
  }

  @Override
  public List<WorkInFlight> list(int most) {
    dropped.release();
    return byAge(most).map(this::show).toList();
  }

  /**
   * Like {@link #list}, but runs no foreign code: work that was not yet asked goes without a
   * description.
   */
  public List<WorkInFlight> known(int most) {
    return byAge(most).map(this::known).toList();
  }

  /** The oldest pieces of work that have not yet said what they are, at most so many. */
  public List<IssuedTicket> undescribed(int most) {
    return byAge(most).filter(ticket -> !ticket.described()).toList();
  }

  /** Those whose work this thread does, for sure. */
  public List<IssuedTicket> runBy(Thread thread) {
    return tickets.stream().filter(ticket -> ticket.isRunBy(thread)).toList();
  }

  /**
   * Those whose work such a thread does; where that is not known, those that such a thread took.
   */
  public List<IssuedTicket> takenBy(Predicate<Thread> thread) {
    return tickets.stream().filter(ticket -> thread.test(ticket.thread())).toList();
  }

  /** From now on {@code onEmpty} is called when no work is left. */
  public void watch() {
    gate.fold();
  }

  /** Refuses all further work if none is in flight; returns whether none is. */
  public boolean closeIfEmpty() {
    dropped.release();
    return gate.closeIfEmpty();
  }

  /** Looks for tasks that were dropped; called again and again while the drain waits. */
  public void seekDropped(long now) {
    dropped.seek(gate.count(), now);
  }

  /** Takes a ticket for a task that an executor is to run. */
  TicketedTask enter(Runnable task, String description) {
    return new TicketedTask(task, enter(description), dropped);
  }

  /** Takes a ticket for a task that this thread is about to run. */
  IssuedTicket enterToRun(String description) {
    IssuedTicket ticket = enter(description);
    ticket.runsOn(Thread.currentThread());
    return ticket;
  }

  /** Whether the shutdown has begun, so that periodic tasks are to run no more. */
  boolean shutdownBegan() {
    return arrivals.isShutdownBegan();
  }

  /** Refuses all further work. */
  public void close() {
    gate.close();
  }

  void leave(IssuedTicket ticket) {
    tickets.remove(ticket, ticket.listing());
    gate.leave(ticket.place());
  }

  void drop(IssuedTicket ticket) {
    tickets.remove(ticket, ticket.listing());
    gate.drop(ticket.place());
  }

  private Stream<IssuedTicket> byAge(int most) {
    return tickets.stream().sorted(TicketOffice::olderFirst).limit(most);
  }

  private static int olderFirst(IssuedTicket one, IssuedTicket other) {
    return Long.compare(one.since(), other.since());
  }

  private WorkInFlight show(IssuedTicket ticket) {
    ticket.describe();
    return known(ticket);
  }

  public WorkInFlight known(IssuedTicket ticket) {
    return new WorkInFlight(ticket.description(), Duration.ofNanos(time.nanos() - ticket.since()));
  }
}
