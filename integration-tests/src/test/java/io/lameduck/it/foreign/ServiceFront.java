package io.lameduck.it.foreign;

import io.lameduck.rehearsal.load.Endpoint;
import io.lameduck.rehearsal.load.Endpoints;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/**
 * The one address of a service, as a node's kube-proxy keeps it: right, but late. A new connection
 * is led to any pod the node still knows, and stays there until either side closes it.
 */
final class ServiceFront implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2000;

  private final Endpoints endpoints;
  private final Duration lag;
  private final ServerSocket listener;
  private final Random random = new Random(1);
  private final Set<String> pods = ConcurrentHashMap.newKeySet();
  private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Daemons.threads("front");

  private ServiceFront(Endpoints endpoints, Duration lag) throws IOException {
    this.endpoints = endpoints;
    this.lag = lag;
    this.listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
  }

  static ServiceFront open(Endpoints endpoints, Duration lag) throws IOException {
    ServiceFront front = new ServiceFront(endpoints, lag);
    front.threads.execute(front::accept);
    return front;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** To which a connection was led so far. */
  Set<String> pods() {
    return Set.copyOf(pods);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        threads.execute(() -> lead(client));
      }
    } catch (IOException e) {
      // Closed: nobody comes any more.
    }
  }

  private void lead(Socket client) {
    Relay relay = new Relay(client, new Socket());
    relays.add(relay);
    try (relay) {
      Endpoint endpoint = choose();
      relay.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()), CONNECT_MILLIS);
      pods.add(endpoint.pod());
      relay.run(threads);
    } catch (IOException e) {
      relay.reset(); // as the kernel answers for a port where nobody listens
    } finally {
      relays.remove(relay);
    }
  }

  private Endpoint choose() throws IOException {
    List<Endpoint> known = endpoints.knownAfter(lag);
    if (known.isEmpty()) {
      throw new IOException("no pod is known");
    }
    return known.get(random.nextInt(known.size()));
  }

  @Override
  public void close() throws IOException {
    listener.close();
    relays.forEach(Relay::close);
    threads.shutdownNow();
  }
}
