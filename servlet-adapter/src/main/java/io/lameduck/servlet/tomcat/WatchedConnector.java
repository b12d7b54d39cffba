package io.lameduck.servlet.tomcat;

import io.lameduck.spi.ServerContext;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.Request;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.threads.ResizableExecutor;
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

  private WatchedConnector(Connector connector, NioEndpoint endpoint) {
    this.connector = connector;
    this.endpoint = endpoint;
    this.handler = endpoint.getHandler();
  }

  static WatchedConnector of(Connector connector) {
    NioEndpoint endpoint = Listener.endpoint(connector);
    serveRacingStreams(connector);
    WatchedConnector watched = new WatchedConnector(connector, endpoint);
    endpoint.setHandler(watched);
    return watched;
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

  /** Whether this watches the given connector. */
  boolean is(Connector other) {
    return connector.equals(other);
  }

  void begin(ServerContext service) {
    this.service = service;
  }

  /** Whether the limit of connections is reached, or all threads are busy. */
  boolean isCongested() {
    int max = endpoint.getMaxConnections();
    return (max >= 0 && endpoint.getConnections().size() >= max) || threadsAreBusy();
  }

  boolean threadsAreBusy() {
    if (endpoint.getExecutor() instanceof ResizableExecutor shared) {
      return shared.getActiveCount() >= shared.getMaxThreads();
    }
    int max = endpoint.getMaxThreads();
    return max > 0 && endpoint.getCurrentThreadsBusy() >= max;
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

  /** Hands an event to a thread of the connector; false if none will handle it. */
  boolean dispatch(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
    return endpoint.processSocket(socket, event, true);
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
