package io.lameduck.vertx;

import io.lameduck.spi.Server;
import io.lameduck.spi.ServerContext;
import io.vertx.core.Vertx;
import io.vertx.core.transport.Transport;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Drains all servers of a Vert.x that is built with its {@link #transport()}: HTTP/1.1, HTTP/2 and
 * WebSockets. Servers that speak something else are closed in the drain, too, and their connections
 * after the linger.
 *
 * <pre>{@code
 * VertxServer server = VertxServer.over(Transport.nativeTransport());
 * Vertx vertx = Vertx.builder().withTransport(server.transport()).build();
 * Lameduck lameduck =
 *     Lameduck.builder().serve(server).closeLast("vert.x", VertxServer.closing(vertx)).start();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class VertxServer implements Server {
  private final Listeners listeners = new Listeners();
  private final Transport transport;

  private VertxServer(Transport transport) {
    this.transport = new WatchedTransport(transport, listeners::add);
  }

  /** The servers of a Vert.x that is over NIO. */
  public static VertxServer create() {
    return over(Transport.NIO);
  }

  /** The servers of a Vert.x that is over another transport. */
  public static VertxServer over(Transport transport) {
    Objects.requireNonNull(transport, "transport");
    return new VertxServer(transport);
  }

  /** What to build the Vert.x with. */
  public Transport transport() {
    return transport;
  }

  /** Closes a Vert.x, and waits until that has been done. */
  public static AutoCloseable closing(Vertx vertx) {
    Objects.requireNonNull(vertx, "vertx");
    return () -> vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  /** Whether at least one server listens. */
  public boolean isListening() {
    return listeners.all().stream().anyMatch(server -> !server.addresses().isEmpty());
  }

  @Override
  public String name() {
    return "vert.x";
  }

  @Override
  public Set<Integer> ports() {
    return listeners.ports();
  }

  @Override
  public void start(ServerContext context) {
    listeners.start(context);
  }

  @Override
  public void lameDuck() {
    listeners.all().forEach(Server::lameDuck);
  }

  @Override
  public boolean congested() {
    return listeners.all().stream().anyMatch(Server::congested);
  }

  @Override
  public void stopAccepting() {
    listeners.stopAccepting();
  }

  @Override
  public void closeIdle(Duration linger) {
    listeners.all().forEach(server -> server.closeIdle(linger));
  }

  @Override
  public OptionalLong connections() {
    return OptionalLong.of(
        listeners.all().stream().mapToLong(server -> server.connections().orElse(0)).sum());
  }

  @Override
  public void close() {
    listeners.all().forEach(Server::close);
  }
}
