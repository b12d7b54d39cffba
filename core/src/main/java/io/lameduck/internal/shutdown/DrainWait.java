package io.lameduck.internal.shutdown;

import io.lameduck.EndReason;
import io.lameduck.Phase;
import io.lameduck.WorkInFlight;
import io.lameduck.internal.text.DurationText;
import io.lameduck.internal.work.TicketOffice;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The wait of {@link Phase#DRAINING}: until nothing is in flight and no connection is left. Idle
 * connections get a last chance first, the linger; where a connection becomes idle without having
 * been told to go, the linger begins anew for it.
 */
final class DrainWait implements Wait {
  private final TicketOffice inFlight;
  private final Connections connections;
  private final Supplier<Servers.Open> open;
  private final Duration linger;
  private final Deadline cutoff;

  /**
   * @param open asks how many connections are open
   * @param cutoff when what remains is cut: the deadline less the close reserve
   */
  DrainWait(
      TicketOffice inFlight,
      Connections connections,
      Supplier<Servers.Open> open,
      Duration linger,
      Deadline cutoff) {
    this.inFlight = inFlight;
    this.connections = connections;
    this.open = open;
    this.linger = linger;
    this.cutoff = cutoff;
  }

  @Override
  public Optional<EndReason> ended(long now) {
    if (connectionsGone(now) && inFlight.closeIfEmpty()) {
      return Optional.of(EndReason.DRAINED);
    }
    inFlight.seekDropped(now);
    return cutoff.passed(now) ? Optional.of(EndReason.DEADLINE) : Optional.empty();
  }

  @Override
  public long lookAgainAt(long now) {
    return now < lingerEnd() ? Math.min(lingerEnd(), cutoff.nanos()) : cutoff.nanos();
  }

  @Override
  public String progress(long now) {
    String work =
        inFlight.count()
            + " in flight"
            + inFlight.known(1).stream()
                .map(oldest -> ", oldest " + agedFirst(oldest))
                .findFirst()
                .orElse("");
    long known = open.get().known();
    String connected = known > 0 ? ", " + known + " connections" : "";
    return "draining: "
        + work
        + connected
        + ", "
        + DurationText.seconds(cutoff.remaining(now))
        + " left";
  }

  private boolean connectionsGone(long now) {
    Servers.Open current = open.get();
    return current.known() == 0 && (current.all() || now >= lingerEnd());
  }

  private long lingerEnd() {
    return connections.idleSince() + linger.toNanos();
  }

  private static String agedFirst(WorkInFlight work) {
    return DurationText.seconds(work.age()) + " " + work.description();
  }
}
