package io.lameduck.internal.shutdown;

import io.lameduck.ShutdownReport;
import io.lameduck.WorkInFlight;
import io.lameduck.internal.process.SystemExits;
import io.lameduck.internal.work.IssuedTicket;
import io.lameduck.internal.work.TicketOffice;
import java.util.ArrayList;
import java.util.List;

/** The work that was cut off. What has been cut stays cut, whatever ends the shutdown. */
final class Cut {
  /** As {@link ShutdownReport} promises. */
  static final int MAX_SHOWN = 100;

  private final TicketOffice inFlight;
  private final List<WorkInFlight> oldest = new ArrayList<>();
  private long count;
  private boolean complete;

  Cut(TicketOffice inFlight) {
    this.inFlight = inFlight;
  }

  /** Gives up all that is in flight, and lets nothing more in. Runs no foreign code. */
  synchronized void all() {
    if (!complete) {
      complete = true;
      count += inFlight.count();
      inFlight.close();
      oldest.addAll(inFlight.known(MAX_SHOWN));
    }
  }

  /**
   * Gives up the work of threads that have called {@link System#exit}, and returns it. They wait
   * for the drain, so the drain must not wait for them.
   */
  synchronized List<WorkInFlight> exiting() {
    List<WorkInFlight> found = new ArrayList<>();
    for (IssuedTicket ticket : inFlight.takenBy(SystemExits::calledBy)) {
      found.add(inFlight.known(ticket));
      count++;
      ticket.drop();
    }
    oldest.addAll(found);
    return found;
  }

  synchronized long count() {
    return count;
  }

  /** The oldest work that was cut. */
  synchronized List<WorkInFlight> oldest() {
    return List.copyOf(oldest);
  }
}
