package io.lameduck.internal.shutdown;

import io.lameduck.internal.process.CallResult;
import io.lameduck.internal.process.Calls;
import io.lameduck.internal.time.Time;
import io.lameduck.internal.work.IssuedTicket;
import io.lameduck.internal.work.TicketOffice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks the work in flight for its descriptions before they are needed: at the end there may be no
 * time to ask.
 */
final class Descriptions {
  private static final Duration LIMIT = Duration.ofMillis(250);

  private final TicketOffice inFlight;
  private final Calls calls;
  private final Time time;

  Descriptions(TicketOffice inFlight, Calls calls, Time time) {
    this.inFlight = inFlight;
    this.calls = calls;
    this.time = time;
  }

  /** Asks the work that has not been asked yet, the oldest first; takes 250 ms at most. */
  void ask() {
    List<IssuedTicket> unknown = inFlight.undescribed(Cut.MAX_SHOWN);
    if (!unknown.isEmpty()) {
      ask(unknown);
    }
  }

  private void ask(List<IssuedTicket> unknown) {
    AtomicReference<IssuedTicket> asked = new AtomicReference<>(unknown.get(0));
    CallResult<Void> result =
        calls.call(
            "descriptions",
            () -> {
              for (IssuedTicket ticket : unknown) {
                asked.set(ticket);
                ticket.describe();
              }
              return null;
            },
            time.nanos() + LIMIT.toNanos());
    result.failure().ifPresent(trouble -> asked.get().describe("(description " + trouble + ")"));
  }
}
