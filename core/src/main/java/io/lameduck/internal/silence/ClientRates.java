package io.lameduck.internal.silence;

import io.lameduck.internal.config.Settings;
import io.lameduck.internal.work.SilenceModel;
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
 * <p>Memory is bounded by {@value #MAX_CLIENTS} addresses. A lock is taken per new connection on
 * the address's own entry.
 */
public final class ClientRates implements SilenceModel {
  static final int MAX_CLIENTS = 1024;

  private static final long LONG_AGO = Long.MIN_VALUE;

  private final double risk;
  private final long observedSince;
  private final ConcurrentMap<InetAddress, ClientRate> clients = new ConcurrentHashMap<>();

  /** When the last client came that could not be kept. */
  private volatile long overflownAt = LONG_AGO;

  /**
   * A client that could not be kept and came before this moment would be forgotten by now anyway.
   */
  private volatile long remembered = LONG_AGO;

  /** A model that watches from now on; none where no early end is wanted. */
  public static SilenceModel of(Settings settings, long now) {
    return settings.endsEarly()
        ? new ClientRates(settings.propagationRisk(), now)
        : SilenceModel.NONE;
  }

  /**
   * @param risk the accepted chance of a wrong conclusion, between 0 and 1
   * @param observedSince when the service began to watch
   */
  ClientRates(double risk, long observedSince) {
    this.risk = risk;
    this.observedSince = observedSince;
  }

  @Override
  public void connection(InetAddress address, long now) {
    ClientRate client = clients.get(address);
    if (client == null) {
      client = admit(address, now);
    }
    if (client != null) {
      client.connection(now);
    }
  }

  @Override
  public void shutdownBegan(long now) {
    remembered = now - 2 * ClientRate.WINDOW;
    clients.values().removeIf(client -> client.forgottenAt(now));
    clients.values().forEach(client -> client.shutdownBegan(now));
  }

  @Override
  public long conclusiveAt() {
    if (overflownAt > remembered) {
      return NEVER;
    }
    return clients.values().stream().mapToLong(this::conclusiveAt).max().orElse(NEVER);
  }

  private long conclusiveAt(ClientRate client) {
    return client.conclusiveAt(risk);
  }

  private @Nullable ClientRate admit(InetAddress address, long now) {
    if (clients.size() >= MAX_CLIENTS) {
      clients.values().removeIf(client -> client.forgottenAt(now));
    }
    if (clients.size() >= MAX_CLIENTS) {
      overflownAt = now;
      return null;
    }
    long since = now - observedSince > ClientRate.WINDOW ? now - ClientRate.WINDOW : observedSince;
    return clients.computeIfAbsent(address, unseen -> new ClientRate(since));
  }
}
