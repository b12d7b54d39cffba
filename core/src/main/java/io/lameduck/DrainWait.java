package io.lameduck;

import java.time.Duration;
import java.util.Optional;

/**
 * The wait of {@link Phase#DRAINING}: until nothing is in flight and no connection is left. Idle
 * connections get a last chance first, the linger; where a connection becomes idle without having
 * been told to go, the linger begins anew for it.
 */
final class DrainWait implements Wait {
  private final InFlight inFlight;
  private final Connections connections;
  private final Duration linger;
  private final Deadline cutoff;

  /**
   * @param cutoff when what remains is cut: the deadline less the close reserve
   */
  DrainWait(InFlight inFlight, Connections connections, Duration linger, Deadline cutoff) {
    this.inFlight = inFlight;
    this.connections = connections;
    this.linger = linger;
    this.cutoff = cutoff;
  }

  @Override
  public Optional<EndReason> ended(long now) {
    if (connectionsGone(now) && inFlight.closeIfEmpty()) {
      return Optional.of(EndReason.DRAINED);
    }
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
            + inFlight.oldest().map(oldest -> ", oldest " + agedFirst(oldest)).orElse("");
    String open = connections.known() > 0 ? ", " + connections.known() + " connections" : "";
    return "draining: " + work + open + ", " + Seconds.of(cutoff.remaining(now)) + " left";
  }

  private boolean connectionsGone(long now) {
    return connections.known() == 0 && (connections.allKnown() || now >= lingerEnd());
  }

  private long lingerEnd() {
    return connections.idleSince() + linger.toNanos();
  }

  private static String agedFirst(WorkInFlight work) {
    return Seconds.of(work.age()) + " " + work.description();
  }
}
