package io.lameduck;

import io.lameduck.time.Time;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived: new connections and requests, and how many of them came after the shutdown
 * began. A new connection after SIGTERM is the direct evidence that some client still routes here.
 * Thread-safe.
 */
final class Arrivals {
  /** What came since the shutdown began. */
  private static final class Late {
    final long since;
    final AtomicLong requests = new AtomicLong();
    final AtomicLong connections = new AtomicLong();
    volatile long lastConnection;

    Late(long since) {
      this.since = since;
      this.lastConnection = since;
    }
  }

  private final Time time;
  private final ClientRates rates;
  private volatile @Nullable Late late;

  Arrivals(Time time, ClientRates rates) {
    this.time = time;
    this.rates = rates;
  }

  /** A client has opened a connection. */
  void connection(InetAddress client) {
    long now = time.nanos();
    rates.connection(client, now);
    Late late = this.late;
    if (late != null) {
      late.lastConnection = now;
      late.connections.incrementAndGet();
    }
  }

  /** A piece of work has begun. */
  void request() {
    Late late = this.late;
    if (late != null) {
      late.requests.incrementAndGet();
    }
  }

  /** The shutdown has begun: what comes from now on is late. */
  void shutdownBegan() {
    long now = time.nanos();
    rates.shutdownBegan(now);
    late = new Late(now);
  }

  /** The shutdown was taken back. */
  void shutdownWithdrawn() {
    late = null;
    rates.shutdownWithdrawn();
  }

  /** When the last new connection came, or the shutdown began: silence is counted from here. */
  long silentSince() {
    Late late = this.late;
    return late == null ? time.nanos() : late.lastConnection;
  }

  /** When the silence proves that no client routes here; see {@link ClientRates#conclusiveAt}. */
  long conclusiveAt() {
    return rates.conclusiveAt();
  }

  long lateRequests() {
    Late late = this.late;
    return late == null ? 0 : late.requests.get();
  }

  long lateConnections() {
    Late late = this.late;
    return late == null ? 0 : late.connections.get();
  }

  /** When the last late connection came, counted from the beginning of the shutdown. */
  Duration lastLateConnection() {
    Late late = this.late;
    return late == null ? Duration.ZERO : Duration.ofNanos(late.lastConnection - late.since);
  }
}
