package io.lameduck;

import io.lameduck.time.Time;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
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
 * <p>Thread-safe; entering and leaving take no lock.
 */
public final class InFlight {
  private static final Comparator<Ticket> BY_AGE = Comparator.comparingLong(Ticket::since);

  private final Time time;
  private final Gate gate;
  private final Arrivals arrivals;
  private final Tickets tickets = new Tickets();

  InFlight(Time time, Arrivals arrivals, Runnable onEmpty) {
    this.time = time;
    this.arrivals = arrivals;
    this.gate = new Gate(onEmpty);
  }

  /**
   * Takes a ticket for a piece of work.
   *
   * @param description what it is, shown when it is waited for or cut off
   * @throws WorkRefusedException when the drain is over
   */
  public Ticket enter(String description) {
    Ticket ticket = tryEnter(() -> description);
    if (ticket == null) {
      throw new WorkRefusedException(description);
    }
    return ticket;
  }

  /**
   * Takes a ticket, or returns null when the drain is over.
   *
   * @param description called only when the work is shown, then from another thread
   */
  public @Nullable Ticket tryEnter(Supplier<String> description) {
    int place = gate.enter();
    if (place == Gate.REFUSED) {
      return null;
    }
    Ticket ticket = new Ticket(this, place, time.nanos(), description);
    ticket.listedAt(tickets.add(ticket));
    arrivals.request();
    return ticket;
  }

  /**
   * An executor whose tasks are in flight from the moment they are handed in, so that what a
   * request leaves to a pool is waited for too. A task that comes when the drain is over is refused
   * with a {@link WorkRefusedException}.
   */
  public Executor wrap(Executor executor, String description) {
    return new InFlightExecutor(this, executor, description);
  }

  /** Like {@link #wrap(Executor, String)}; shutting it down shuts the wrapped one down. */
  public ExecutorService wrap(ExecutorService executor, String description) {
    return new InFlightExecutorService(this, executor, description);
  }

  /** How many pieces of work are in flight. */
  public long count() {
    return gate.count();
  }

  /** How many pieces of work have finished. */
  public long served() {
    return gate.left();
  }

  /** The work that has been in flight for longest, if there is any. */
  public Optional<WorkInFlight> oldest() {
    return tickets.stream().min(BY_AGE).map(this::show);
  }

  /** What is in flight, oldest first, at most so many pieces. */
  public List<WorkInFlight> list(int most) {
    return tickets.stream().sorted(BY_AGE).limit(most).map(this::show).toList();
  }

  /** From now on the work is watched, and whoever waits is told when none is left. */
  void watch() {
    gate.fold();
  }

  /** Refuses all further work if none is in flight; whether that is so. */
  boolean closeIfEmpty() {
    return gate.closeIfEmpty();
  }

  /** Refuses all further work. */
  void close() {
    gate.close();
  }

  void leave(Ticket ticket) {
    tickets.remove(ticket, ticket.listing());
    gate.leave(ticket.place());
  }

  private WorkInFlight show(Ticket ticket) {
    Duration age = Duration.ofNanos(time.nanos() - ticket.since());
    return new WorkInFlight(Printable.line(ticket.description()), age);
  }
}
