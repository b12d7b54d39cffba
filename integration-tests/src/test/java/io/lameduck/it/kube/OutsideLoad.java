package io.lameduck.it.kube;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.lameduck.rehearsal.load.Endpoint;
import io.lameduck.rehearsal.load.Endpoints;
import io.lameduck.rehearsal.load.Load;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients outside of the cluster, which come to a Service by the port that the nodes lend it. */
final class OutsideLoad implements AutoCloseable {
  private static final Duration SERVED_WITHIN = Duration.ofSeconds(30);
  private static final int PATIENCE_MILLIS = 1000;
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: outside\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

  /**
   * Ports the kernel gives to no client. Who comes to a node port before it is served is remembered
   * there for two minutes as one whose address is not translated; a client that was given the same
   * port later would be led nowhere.
   */
  private static final int UNCOMMON_PORTS = 61_000;

  private static final int UNCOMMON = 4_000;
  private static final AtomicInteger TRIES = new AtomicInteger();

  private final Load load;

  private OutsideLoad(Load load) {
    this.load = load;
  }

  /** Begins to ask the pods with this label {@code app} at this port of theirs. */
  static OutsideLoad start(Namespace namespace, String app, int port, List<Clients> clients) {
    InetSocketAddress front = front(namespace, app, port);
    await("the node port of " + app)
        .ignoreExceptionsInstanceOf(IOException.class) // until kube-proxy has opened the port
        .atMost(SERVED_WITHIN)
        .until(() -> answers(front));
    Endpoints endpoints = new Endpoints(Stopwatch.start());
    endpoints.add(new Endpoint(app, front.getHostString(), front.getPort()));
    Propagation known = Propagation.fixed(Duration.ZERO);
    return new OutsideLoad(Load.start(endpoints, known, clients, 1, Stopwatch.start()));
  }

  private static InetSocketAddress front(Namespace namespace, String app, int port) {
    Service wanted =
        new ServiceBuilder()
            .withNewMetadata()
            .withName(app + "-outside")
            .endMetadata()
            .withNewSpec()
            .withType("NodePort")
            .withSelector(Map.of(AppLabel.KEY, app))
            .addNewPort()
            .withPort(port)
            .withTargetPort(new IntOrString(port))
            .withNodePort(nodePort(namespace.cluster()))
            .endPort()
            .endSpec()
            .build();
    Service service = namespace.client().resource(wanted).create();
    return namespace.cluster().outside(service.getSpec().getPorts().get(0).getNodePort());
  }

  private static Integer nodePort(Cluster cluster) {
    int port = cluster.freeNodePort();
    return port == 0 ? null : port;
  }

  /** Only an answer tells: until pods are behind the port, kube-proxy may hold it itself. */
  private static boolean answers(InetSocketAddress front) throws IOException {
    try (Socket socket = new Socket()) {
      int tried = Math.floorMod(TRIES.getAndIncrement(), UNCOMMON);
      socket.bind(new InetSocketAddress(UNCOMMON_PORTS + tried));
      socket.connect(front, PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(REQUEST);
      return socket.getInputStream().read() >= 0;
    }
  }

  long requests() {
    return load.requests();
  }

  long failed() {
    return load.failed();
  }

  /** Lets every client finish its request, and tells what all of them saw. */
  Results stop() throws InterruptedException {
    return load.stop();
  }

  @Override
  public void close() {
    load.close();
  }
}
