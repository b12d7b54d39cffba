package io.lameduck.internal.work;

import io.lameduck.Ticket;
import io.lameduck.internal.text.Printable;
import io.lameduck.internal.text.ThrowableText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A ticket, and what its office has to know of it. */
public final class IssuedTicket implements Ticket {
  private static final VarHandle CLOSED = closed();

  private final TicketOffice office;
  private final int place;
  private final long since;
  private final Supplier<? extends @Nullable String> supplier;
  private int listing;

  private final Thread taker = Thread.currentThread();

  /** The thread that does the work, where that is known for sure. */
  private volatile @Nullable Thread runner;

  /** The description, once it has been asked for; the end must not have to ask. */
  private volatile @Nullable String description;

  @SuppressWarnings("UnusedVariable") // through CLOSED
  private volatile boolean closed;

  IssuedTicket(
      TicketOffice office, int place, long since, Supplier<? extends @Nullable String> supplier) {
    this.office = office;
    this.place = place;
    this.since = since;
    this.supplier = supplier;
  }

  @Override
  public void close() {
    if (CLOSED.compareAndSet(this, false, true)) {
      office.leave(this);
    }
  }

  /** Gives up the work, which will not be done: it is not counted as served. */
  public void drop() {
    if (CLOSED.compareAndSet(this, false, true)) {
      office.drop(this);
    }
  }

  /** Where it is listed; set once, before anybody has the ticket. */
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

  /** A description that is known without foreign code. */
  record Given(@Nullable String get) implements Supplier<@Nullable String> {}

  /** What the work is, as far as that is known: runs no foreign code. */
  String description() {
    if (supplier instanceof Given) {
      describe();
    }
    String known = description;
    return known == null ? "(not described)" : known;
  }

  /** Whether the work has said what it is. */
  boolean described() {
    return description != null;
  }

  /** Says what it is, where that is known without foreign code. */
  public void describe(@Nullable String text) {
    description = Printable.line(text == null ? "(described as null)" : text);
  }

  /** Asks the work what it is: foreign code, which may hang. */
  public void describe() {
    if (described()) {
      return;
    }
    try {
      describe(supplier.get());
    } catch (Throwable t) {
      describe("(description failed: " + ThrowableText.of(t) + ")");
    }
  }

  /** Another thread does the work than the one that took the ticket. */
  void runsOn(Thread another) {
    runner = another;
  }

  /** Whether this thread does the work, for sure. */
  boolean isRunBy(Thread thread) {
    return runner == thread;
  }

  /** The thread that does the work, as far as that is known. */
  Thread thread() {
    Thread known = runner;
    return known == null ? taker : known;
  }

  private static VarHandle closed() {
    try {
      return MethodHandles.lookup().findVarHandle(IssuedTicket.class, "closed", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
