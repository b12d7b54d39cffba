package io.lameduck;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each client opens a connection, and from when on its silence proves that it routes here
 * no more.
 *
 * <p>A client is an address: behind a Service that is a pod or a node, each of which learns of the
 * endpoint change at one moment of its own. So the question is asked of each: had it still routed
 * here, how likely would it have stayed silent for so long? It opened {@code n} connections in the
 * {@code T} seconds before the signal; if its connections come independently of each other (a
 * Poisson process whose rate is only known from those {@code n}), the chance of {@code s} silent
 * seconds is
 *
 * <pre>{@code (T / (T + s)) ^ n}</pre>
 *
 * <p>which is the predictive probability of a gamma posterior, and so makes allowance for a rate
 * guessed from few connections. Where a client was slower after the signal than before, the slower
 * rate counts. The silence is conclusive once the chance is below what is accepted for every client
 * seen lately; with no client to judge by, or more than are kept, it never is.
 *
 * <p>Each connection after the signal begins a silence of its own, and a client that still routes
 * here has as many occasions to be misjudged. So that the risk holds for all of them together, the
 * silence after the {@code k}-th is granted {@code 1 / ((k + 1) (k + 2))} of it: the sum of these
 * shares is one.
 *
 * <p>Memory is bounded by {@value #MOST_CLIENTS} addresses. A lock is taken per new connection, on
 * the address's own entry, and only when an early end has been configured.
 */
final class ClientRates {
  static final int MOST_CLIENTS = 1024;
  static final long NEVER = Long.MAX_VALUE;

  /** Rates are those of the last one to two minutes: what was at noon says nothing at night. */
  static final long WINDOW = 60_000_000_000L;

  private final boolean enabled;
  private final double risk;
  private final long observedSince;
  private final ConcurrentMap<InetAddress, Client> clients = new ConcurrentHashMap<>();
  private volatile boolean overflown;

  /**
   * @param risk the accepted chance of a wrong conclusion, between 0 and 1
   * @param observedSince when the service began to watch
   */
  ClientRates(boolean enabled, double risk, long observedSince) {
    this.enabled = enabled;
    this.risk = risk;
    this.observedSince = observedSince;
  }

  void connection(InetAddress address, long now) {
    if (!enabled) {
      return;
    }
    Client client = clients.get(address);
    if (client == null) {
      client = admit(address, now);
    }
    if (client != null) {
      client.connection(now);
    }
  }

  void shutdownBegan(long now) {
    clients.values().removeIf(client -> client.forgottenAt(now));
    clients.values().forEach(client -> client.shutdownBegan(now));
  }

  /** Begins anew: the connections that a lame duck provokes say nothing about usual rates. */
  void shutdownWithdrawn() {
    clients.clear();
    overflown = false;
  }

  /** The moment from which the silence is conclusive if it lasts, or {@link #NEVER}. */
  long conclusiveAt() {
    if (overflown) {
      return NEVER;
    }
    return clients.values().stream().mapToLong(this::conclusiveAt).max().orElse(NEVER);
  }

  private long conclusiveAt(Client client) {
    return client.conclusiveAt(risk);
  }

  private @Nullable Client admit(InetAddress address, long now) {
    if (clients.size() >= MOST_CLIENTS) {
      clients.values().removeIf(client -> client.forgottenAt(now));
    }
    if (clients.size() >= MOST_CLIENTS) {
      overflown = true;
      return null;
    }
    long since = now - observedSince > WINDOW ? now - WINDOW : observedSince;
    return clients.computeIfAbsent(address, unseen -> new Client(since));
  }

  /**
   * The connections of one address: those of the half window that is running and of the whole one
   * before it, and those since the shutdown began. A client first seen after that has no usual
   * rate, and is never concluded to be gone.
   */
  private static final class Client {
    private long windowStart;
    private long halfStart;
    private int previous;
    private int current;
    private long last;
    private boolean late;
    private long lateSince;
    private int lateCount;

    Client(long since) {
      windowStart = since;
      halfStart = since;
      last = since;
    }

    synchronized void connection(long now) {
      if (late) {
        lateCount++;
      } else {
        moveWindow(now);
        current++;
      }
      last = now;
    }

    synchronized void shutdownBegan(long now) {
      moveWindow(now);
      late = true;
      lateSince = now;
      last = now;
    }

    synchronized boolean forgottenAt(long now) {
      return !late && now - last >= 2 * WINDOW;
    }

    synchronized long conclusiveAt(double risk) {
      if (!late) {
        return NEVER;
      }
      double count = previous + current;
      double nanos = lateSince - windowStart;
      double lateNanos = last - lateSince;
      if (lateCount > 0 && lateCount * nanos < count * lateNanos) {
        count = lateCount;
        nanos = lateNanos;
      }
      double granted = risk / ((lateCount + 1.0) * (lateCount + 2.0));
      double silence = nanos * (Math.pow(granted, -1 / count) - 1);
      return silence < WINDOW ? last + (long) silence : NEVER;
    }

    private void moveWindow(long now) {
      if (now - halfStart < WINDOW) {
        return;
      }
      boolean adjacent = now - halfStart < 2 * WINDOW;
      previous = adjacent ? current : 0;
      windowStart = adjacent ? halfStart : now - WINDOW;
      current = 0;
      halfStart = now;
    }
  }
}
