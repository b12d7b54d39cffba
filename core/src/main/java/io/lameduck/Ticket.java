package io.lameduck;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;

/**
 * One piece of work in flight: the shutdown waits until it is closed. It may be closed from any
 * thread and more than once; only the first time counts.
 */
public final class Ticket implements AutoCloseable {
  private static final VarHandle CLOSED = closed();

  private final InFlight inFlight;
  private final int place;
  private final long since;
  private final Supplier<String> description;

  private int listing;

  @SuppressWarnings("UnusedVariable") // through CLOSED
  private volatile boolean closed;

  Ticket(InFlight inFlight, int place, long since, Supplier<String> description) {
    this.inFlight = inFlight;
    this.place = place;
    this.since = since;
    this.description = description;
  }

  /** Says that the work is done. Never throws, never blocks. */
  @Override
  public void close() {
    if (CLOSED.compareAndSet(this, false, true)) {
      inFlight.leave(this);
    }
  }

  /** Where it is listed; said once, before anybody has the ticket. */
  void listedAt(int listing) {
    this.listing = listing;
  }

  int listing() {
    return listing;
  }

  int place() {
    return place;
  }

  /** When the work began, in the nanoseconds of the service's time. */
  long since() {
    return since;
  }

  String description() {
    return description.get();
  }

  private static VarHandle closed() {
    try {
      return MethodHandles.lookup().findVarHandle(Ticket.class, "closed", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
