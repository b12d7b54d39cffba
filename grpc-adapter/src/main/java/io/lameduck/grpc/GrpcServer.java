package io.lameduck.grpc;

import io.grpc.ServerBuilder;
import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drains a server of grpc-java, over whatever transport it is built on.
 *
 * <pre>{@code
 * ServerBuilder<?> builder = ServerBuilder.forPort(9090).addService(orders);
 * Lameduck.builder().serve(GrpcServer.of(builder)).start();
 * }</pre>
 *
 * <p>In the lame duck everything is served, and the health service says {@code NOT_SERVING}. Then
 * the listener is closed, and each connection is told to go in two steps (GOAWAY, PING, GOAWAY), so
 * that a call that is on its way is served, too. Calls in flight, streams included, are waited for
 * until the deadline, and cut with it. A client that does not answer the PING holds the drain for
 * ten seconds. The process lives as long as the server, without anybody waiting for it.
 *
 * @since 0.1.0
 */
public abstract sealed class GrpcServer implements Server permits BuiltServer, GivenServer {
  private volatile Set<Integer> ports = Set.of();

  GrpcServer() {}

  /**
   * The adapter of a server that is built and started by the library. Full support: each call holds
   * a ticket and is named when waited for; clients are counted; the standard health service {@code
   * grpc.health.v1.Health} answers from the probes, in place of one that the builder may have. It
   * knows the names of all services and the empty one, and {@code liveness}, {@code readiness} and
   * {@code startup} for the probes of Kubernetes.
   *
   * <p>Calls of the health and reflection services are not waited for: their streams are ended with
   * {@code UNAVAILABLE} when the drain begins.
   *
   * @param builder with the port, the services and all else; not to be built by anybody else
   */
  public static GrpcServer of(ServerBuilder<?> builder) {
    Objects.requireNonNull(builder, "builder");
    return new BuiltServer(builder);
  }

  /**
   * The adapter of a server that its owner has built. It is started unless it has been. Nothing can
   * be added to it any more: calls have no ticket, so they are waited for but neither counted nor
   * named, one that is cut at the deadline does not change the exit code, late clients are not
   * noticed, and there is no health service. An endless {@code Watch} of a health service of its
   * own holds the drain until the deadline.
   */
  public static GrpcServer of(io.grpc.Server server) {
    Objects.requireNonNull(server, "server");
    return new GivenServer(server);
  }

  @Override
  public final String name() {
    return ports().stream()
        .sorted()
        .map(port -> ":" + port)
        .collect(Collectors.joining(", ", "grpc ", ""))
        .strip();
  }

  @Override
  public Set<Integer> ports() {
    return ports;
  }

  /** The server runs: what it listens on can be asked now, and not after its end. */
  final void runs(io.grpc.Server server, ServerContext context) {
    listensOn(server);
    new Termination(server, context::changed).start();
  }

  final void listensOn(io.grpc.Server running) {
    ports =
        running.getListenSockets().stream()
            .filter(InetSocketAddress.class::isInstance)
            .map(address -> ((InetSocketAddress) address).getPort())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Starts a server, or says what it could not bind. */
  static void start(io.grpc.Server server) throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("gRPC did not start: " + e.getMessage() + ": " + cause, e);
    }
  }
}
