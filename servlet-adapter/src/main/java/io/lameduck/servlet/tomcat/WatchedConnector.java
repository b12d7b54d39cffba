package io.lameduck.servlet.tomcat;

import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.Request;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connector all of whose connections are known. It puts itself before the handler of the
 * connector's endpoint, which every event of a connection passes, with the connection's lock held.
 */
final class WatchedConnector implements AbstractEndpoint.Handler<NioChannel> {
  private static final Duration ENVOYS_DRAIN_TIMEOUT = Duration.ofSeconds(5);

  private final Connector connector;
  private final NioEndpoint endpoint;
  private final AbstractEndpoint.Handler<NioChannel> handler;
  private final Map<SocketWrapperBase<NioChannel>, WatchedConnection> connections =
      new ConcurrentHashMap<>();
  private volatile @Nullable ServerContext service;
  private volatile int boundTo;

  private WatchedConnector(Connector connector, NioEndpoint endpoint) {
    this.connector = connector;
    this.endpoint = endpoint;
    this.handler = endpoint.getHandler();
  }

  static WatchedConnector of(Connector connector) {
    if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol
        && Internals.endpointOf(protocol) instanceof NioEndpoint endpoint) {
      bindLate(connector, endpoint);
      serveRacingStreams(connector);
      WatchedConnector watched = new WatchedConnector(connector, endpoint);
      endpoint.setHandler(watched);
      return watched;
    }
    throw new IllegalArgumentException(
        "connector on port "
            + connector.getPort()
            + ": "
            + connector.getProtocolHandlerClassName()
            + " (expected: org.apache.coyote.http11.Http11NioProtocol, the default)");
  }

  /** Tomcat gives up a listener before the connections only if the start has bound it. */
  private static void bindLate(Connector connector, NioEndpoint endpoint) {
    if (connector.getState() == LifecycleState.NEW) {
      connector.setProperty("bindOnInit", "false");
    } else if (endpoint.getBindOnInit()) {
      throw new IllegalStateException(
          "connector on port "
              + connector.getLocalPort()
              + ": bound when it was initialized (expected: hand Tomcat to TomcatServer.of before"
              + " it is started, or set connector.setProperty(\"bindOnInit\", \"false\"))");
    }
  }

  /**
   * What a client of HTTP/2 sends before it has heard the first GOAWAY is served. Tomcat allows one
   * round trip for that by default, which a busy client exceeds; afterwards it drops such streams.
   */
  private static void serveRacingStreams(Connector connector) {
    for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
      if (protocol instanceof Http2Protocol http2 && http2.getDrainTimeout() == 0) {
        http2.setDrainTimeout(ENVOYS_DRAIN_TIMEOUT.toNanos());
      }
    }
  }

  /** Whether it is this one that the library watches. */
  boolean is(Connector other) {
    return connector.equals(other);
  }

  void begin(ServerContext service) {
    this.service = service;
  }

  String name() {
    return connector.getScheme() + " :" + port();
  }

  /** The port it listens on, or listened on before it was closed. */
  int port() {
    int bound = connector.getLocalPort();
    if (bound > 0) {
      boundTo = bound;
    }
    return boundTo > 0 ? boundTo : connector.getPort();
  }

  /**
   * Tomcat logs it when a connector fails, and goes on without.
   *
   * @throws IOException if it does not listen
   */
  void requireStarted() throws IOException {
    if (connector.getLocalPort() <= 0) {
      throw new IOException(
          "connector on port "
              + connector.getPort()
              + " did not start (expected: a free port; Tomcat has logged the reason)");
    }
  }

  /** Closes the listener; connections are served on. */
  void stopAccepting() {
    connector.getProtocolHandler().closeServerSocketGraceful();
  }

  /** All connections, those included that have sent nothing yet and passed no handler. */
  Collection<WatchedConnection> adopt() {
    endpoint.getConnections().forEach(this::watch);
    return connections.values();
  }

  int connections() {
    return connections.size();
  }

  /** Closes all connections, whatever they do. */
  void cut() {
    adopt().forEach(WatchedConnection::cut);
    endpoint.setExecutorTerminationTimeoutMillis(0); // or stopping would wait for what is cut
  }

  @Override
  public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
    return watch(socket).process(handler, event);
  }

  @Override
  public void release(SocketWrapperBase<NioChannel> socket) {
    handler.release(socket);
    forget(socket);
  }

  @Override
  public Object getGlobal() {
    return handler.getGlobal();
  }

  @Override
  public void pause() {
    handler.pause();
  }

  @Override
  public void recycle() {
    handler.recycle();
  }

  /** Hands an event to a thread of the connector. */
  void dispatch(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
    endpoint.processSocket(socket, event, true);
  }

  /** The connection that a request came by. */
  @SuppressWarnings("unchecked") // all sockets of a connector are alike
  WatchedConnection of(Request request) {
    return watch((SocketWrapperBase<NioChannel>) Internals.socketOf(request));
  }

  private WatchedConnection watch(SocketWrapperBase<NioChannel> socket) {
    WatchedConnection known = connections.get(socket);
    if (known != null) {
      return known;
    }
    WatchedConnection watched = new WatchedConnection(this, socket);
    WatchedConnection before = connections.putIfAbsent(socket, watched);
    if (socket.isClosed()) {
      forget(socket); // it was released before it was known
    }
    return Objects.requireNonNullElse(before, watched);
  }

  private void forget(SocketWrapperBase<NioChannel> socket) {
    ServerContext service = this.service;
    if (connections.remove(socket) != null && service != null) {
      service.changed();
    }
  }
}
