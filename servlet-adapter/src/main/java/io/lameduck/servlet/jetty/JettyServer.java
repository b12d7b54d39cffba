package io.lameduck.servlet.jetty;

import io.lameduck.internal.adapter.IdleSweep;
import io.lameduck.internal.adapter.StaggeredClose;
import io.lameduck.servlet.LameduckInitializer;
import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * <p>Requests to all handlers are waited for until their response is complete. Jetty is started and
 * stopped by the library, unless its owner starts it: then whoever did that stops it, which is best
 * done by {@code closeLast}. Jetty's own graceful shutdown, the stop timeout and the {@code
 * GracefulHandler}, is not needed: it answers requests on open connections with 503.
 *
 * @since 0.1.0
 */
public final class JettyServer implements io.lameduck.spi.Server {
  private final Server server;
  private final Map<Connector, WatchedConnector> connectors = new ConcurrentHashMap<>();
  private final DrainHandler handler;
  private boolean startedHere;
  private @Nullable StaggeredClose endings;
  private @Nullable IdleSweep sweep;

  private JettyServer(Server server) {
    this.server = server;
    this.handler = new DrainHandler(connectors, server.getHandler());
  }

  /**
   * The adapter of a Jetty that has its handler, and has not been started or is just starting, as
   * in {@code LifeCycle.Listener.lifeCycleStarting}. What connectors it has when the service starts
   * counts.
   *
   * @throws IllegalArgumentException if a connector is no {@link ServerConnector}
   * @throws IllegalStateException if it has been started
   */
  public static JettyServer of(Server server) {
    Objects.requireNonNull(server, "server");
    if (!server.isStopped() && !server.isStarting()) {
      throw new IllegalStateException(
          "Jetty is "
              + server.getState()
              + " (expected: hand it to JettyServer.of before it is started, which its handlers"
              + " need to be changed)");
    }
    JettyServer adapter = new JettyServer(server);
    adapter.adoptConnectors();
    server.setHandler(adapter.handler);
    server.getDescendants(ContextHandler.class).stream()
        .forEach(context -> context.setAttribute(LameduckInitializer.ENABLED, false));
    return adapter;
  }

  /** Watches those that are new. */
  private void adoptConnectors() {
    for (Connector connector : server.getConnectors()) {
      if (!connectors.containsKey(connector)) {
        WatchedConnector watched = watched(connector);
        watched.watch();
        connectors.put(connector, watched);
      }
    }
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
    return connectors.values().stream()
        .map(WatchedConnector::name)
        .collect(Collectors.joining(", ", "jetty ", ""));
  }

  @Override
  public Set<Integer> ports() {
    return connectors.values().stream()
        .map(WatchedConnector::port)
        .filter(port -> port > 0)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Starts Jetty as well, unless its owner has, or is about to.
   *
   * @throws IOException when it cannot start
   * @throws IllegalStateException if it has no connector
   */
  @Override
  public void start(ServerContext context) throws IOException {
    if (!server.isStarted()) {
      adoptConnectors();
    }
    requireConnectors();
    connectors.values().forEach(connector -> connector.begin(context));
    handler.begin(context);
    if (server.isStopped()) {
      startedHere = true;
      startJetty();
    }
  }

  /** Without a connector the service serves nobody; clients of an unwatched one would be cut. */
  private void requireConnectors() {
    if (connectors.isEmpty()) {
      throw new IllegalStateException(
          "Jetty has no connector (expected: one at least, by addConnector, before the service is"
              + " started)");
    }
    for (Connector connector : server.getConnectors()) {
      if (!connectors.containsKey(connector)) {
        throw new IllegalStateException(
            "connector "
                + connector
                + " was started before it was known (expected: addConnector before JettyServer.of,"
                + " or before Jetty is started)");
      }
    }
  }

  @Override
  public boolean congested() {
    return connectors.values().stream().anyMatch(WatchedConnector::keepsClientsWaiting);
  }

  @Override
  public void stopAccepting() {
    connectors.values().forEach(WatchedConnector::stopAccepting);
  }

  @Override
  public void closeIdle(Duration linger) {
    endings = new StaggeredClose(linger, () -> WebSockets.closings(server)).start();
    sweep = new IdleSweep(linger, this::announced).start();
  }

  @Override
  public OptionalLong connections() {
    return OptionalLong.of(connectors.values().stream().mapToLong(WatchedConnector::open).sum());
  }

  @Override
  public void close() {
    if (endings != null) {
      endings.close();
    }
    if (sweep != null) {
      sweep.close();
    }
    connectors.values().forEach(WatchedConnector::cut);
    if (startedHere) {
      stopJetty();
    }
  }

  private void stopJetty() {
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

  /**
   * All connections, those of multiplexed protocols with their end announced. While work waits for
   * a thread, no end is announced here, but when the next request of a connection begins. A write
   * from this thread would make writes of Jetty's own threads wait for it, and with all of them
   * waiting, none would be left to complete it.
   */
  private List<WatchedConnection> announced() {
    List<WatchedConnection> all =
        connectors.values().stream()
            .flatMap(connector -> connector.connections().stream())
            .toList();
    all.forEach(WatchedConnection::announceIfCalm);
    return all;
  }
}
