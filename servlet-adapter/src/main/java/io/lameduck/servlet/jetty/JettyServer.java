package io.lameduck.servlet.jetty;

import io.lameduck.servlet.LameduckInitializer;
import io.lameduck.spi.IdleSweep;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Drains an embedded Jetty 12: all its connectors, HTTP and HTTPS, HTTP/1.1, HTTP/2 and WebSocket;
 * servlets of any edition, and handlers.
 *
 * <pre>{@code
 * Server server = new Server(8080);
 * server.setHandler(...);
 * Lameduck.builder().serve(JettyServer.of(server)).start();
 * }</pre>
 *
 * <p>Requests to all handlers are waited for until their response is complete. Jetty is started by
 * the library unless it is started between {@link #of} and the start of the service. Jetty's own
 * graceful shutdown, the stop timeout and the {@code GracefulHandler}, is not needed: it answers
 * requests on open connections with 503.
 */
public final class JettyServer implements io.lameduck.spi.Server {
  private final Server server;
  private final List<WatchedConnector> connectors;
  private final DrainHandler handler;
  private @Nullable IdleSweep sweep;

  private JettyServer(Server server, List<WatchedConnector> connectors) {
    this.server = server;
    this.connectors = connectors;
    this.handler =
        new DrainHandler(
            connectors.stream()
                .collect(Collectors.toMap(WatchedConnector::connector, Function.identity())),
            server.getHandler());
  }

  /**
   * The adapter of a Jetty that has its handler and its connectors, and has not been started.
   *
   * @throws IllegalArgumentException if a connector is no {@link ServerConnector}
   * @throws IllegalStateException if it has been started
   */
  public static JettyServer of(Server server) {
    if (!server.isStopped()) {
      throw new IllegalStateException(
          "Jetty is "
              + server.getState()
              + " (expected: hand it to JettyServer.of before it is started, which its handlers"
              + " need to be changed)");
    }
    List<WatchedConnector> connectors =
        Arrays.stream(server.getConnectors()).map(JettyServer::watched).toList();
    JettyServer adapter = new JettyServer(server, connectors);
    connectors.forEach(WatchedConnector::watch);
    server.setHandler(adapter.handler);
    server.getDescendants(ContextHandler.class).stream()
        .forEach(context -> context.setAttribute(LameduckInitializer.ENABLED, false));
    return adapter;
  }

  private static WatchedConnector watched(Connector connector) {
    if (connector instanceof ServerConnector tcp) {
      return new WatchedConnector(tcp);
    }
    throw new IllegalArgumentException(
        "connector " + connector + " (expected: org.eclipse.jetty.server.ServerConnector)");
  }

  @Override
  public String name() {
    return connectors.stream()
        .map(WatchedConnector::name)
        .collect(Collectors.joining(", ", "jetty ", ""));
  }

  @Override
  public Set<Integer> ports() {
    return connectors.stream()
        .map(WatchedConnector::port)
        .filter(port -> port > 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void start(ServerContext context) throws IOException {
    connectors.forEach(connector -> connector.begin(context));
    handler.begin(context);
    if (server.isStopped()) {
      startJetty();
    }
  }

  @Override
  public void stopAccepting() {
    connectors.forEach(WatchedConnector::stopAccepting);
    WebSockets.goAway(server);
  }

  @Override
  public void closeIdle(Duration linger) {
    sweep = new IdleSweep(linger, this::announced).start();
  }

  @Override
  public OptionalLong connections() {
    return OptionalLong.of(
        connectors.stream().mapToLong(connector -> connector.connections().size()).sum());
  }

  @Override
  public void close() {
    if (sweep != null) {
      sweep.close();
    }
    connectors.forEach(WatchedConnector::cut);
    server.setStopTimeout(0);
    if (server.getThreadPool() instanceof QueuedThreadPool threads) {
      threads.setStopTimeout(0); // what it would wait for is cut
    }
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty did not stop: " + e.getMessage(), e);
    }
  }

  private void startJetty() throws IOException {
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(name() + " did not start: " + e.getMessage(), e);
    }
  }

  /** All connections, those of multiplexed protocols with their end announced. */
  private List<WatchedConnection> announced() {
    List<WatchedConnection> all =
        connectors.stream().flatMap(connector -> connector.connections().stream()).toList();
    all.forEach(WatchedConnection::announceTheEnd);
    return all;
  }
}
