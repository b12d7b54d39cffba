package io.lameduck.spi;

import io.lameduck.InFlight;
import io.lameduck.Ticket;
import io.lameduck.probe.Probes;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the core gives a server. Thread-safe; every method returns at once. A version may add
 * methods.
 *
 * @since 0.1.0
 */
public interface ServerContext {
  /** Where each request takes its ticket. */
  InFlight inFlight();

  /**
   * Takes a ticket for a request of a {@link HealthChecker}, or returns null when the drain is
   * over. It is waited for like any other request, and never late.
   *
   * @param description as of {@link InFlight#tryEnter(Supplier)}
   */
  @Nullable Ticket tryEnterHealthCheck(Supplier<String> description);

  /** The probes to answer, or empty when a port of their own answers them. */
  Optional<Probes> probes();

  /**
   * How the service is, whoever answers its probes: for a protocol that has a health check of its
   * own.
   */
  Probes health();

  /**
   * Registers what is run at once and whenever {@link #health()} or {@link #isLameDuck()} may have
   * a new answer: for a protocol that pushes its health to clients. It runs on a thread of the
   * core's own, for which nothing waits, and once for changes that come while it runs. What it
   * throws is logged; after five seconds it is abandoned and not run again.
   *
   * @return removes it; a run that is under way goes on
   */
  Runnable onHealthChange(Runnable listener);

  /**
   * Whether clients are to be asked to leave. To be asked at the last moment before the head of a
   * response is written, so that a request that was long in flight announces the end as well.
   */
  boolean isLameDuck();

  /**
   * How old a connection may become before its client is asked to leave, as a lame duck asks it;
   * unlimited unless {@code LAMEDUCK_CONNECTION_MAX_AGE} is set.
   */
  default ConnectionAge connectionAge() {
    return ConnectionAge.unlimited();
  }

  /**
   * A client has opened a connection. A server that cannot tell calls it with each request. Never
   * called for probes and a {@link HealthChecker}.
   */
  void connected(InetAddress client);

  /**
   * A connection has become idle whose client was not told that it will be closed: its last chance
   * begins now.
   */
  void becameIdle();

  /** Something has changed that may end the drain, such as the number of open connections. */
  void changed();
}
