package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.FailureKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Connects one client to the service as it knows it: right, but late. A new connection goes to any
 * pod the client still knows. Any thread.
 */
final class Dialer {
  /** How a socket connects; the timeout is in milliseconds. */
  @FunctionalInterface
  interface Connecting {
    void connect(InetSocketAddress address, int timeout) throws IOException;
  }

  private final Discovery discovery;
  private final Duration lag;
  private final Random random;
  private final Tally tally;
  private final Duration patience;

  Dialer(Discovery discovery, Duration lag, Random random, Tally tally, Duration patience) {
    this.discovery = discovery;
    this.lag = lag;
    this.random = random;
    this.tally = tally;
    this.patience = patience;
  }

  /** How long a client waits for a connection, for anything to be read and to be written. */
  Duration patience() {
    return patience;
  }

  /** Connects to a pod, and tells to which. */
  Endpoint dial(Connecting socket) throws RequestFailed {
    Endpoint endpoint = choose();
    tally.dialed(endpoint);
    try {
      socket.connect(endpoint.address(), Math.toIntExact(patience.toMillis()));
      return endpoint;
    } catch (IOException e) {
      throw new RequestFailed(kind(e), endpoint.pod(), endpoint + " " + e.getMessage(), e);
    }
  }

  private Endpoint choose() throws RequestFailed {
    List<Endpoint> known = discovery.knownAfter(lag);
    if (known.isEmpty()) {
      throw new RequestFailed(FailureKind.NO_ENDPOINT, "", "the client knows no pod");
    }
    return known.get(random.nextInt(known.size()));
  }

  private static FailureKind kind(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return FailureKind.CONNECT_TIMEOUT;
    }
    if (e instanceof ConnectException) {
      return FailureKind.REFUSED;
    }
    // The kernel had completed the connection, and the server reset it before connect() returned.
    boolean reset = String.valueOf(e.getMessage()).contains("reset");
    return reset ? FailureKind.RESET_ON_NEW : FailureKind.UNREACHABLE;
  }
}
