package io.lameduck.servlet.jetty;

import io.lameduck.spi.ServerContext;
import java.nio.channels.SelectableChannel;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * A connector all of whose connections are known. What Jetty calls a connection is one protocol of
 * it: beneath TLS, HTTP and WebSocket there is one end point, and that is what is counted. Before
 * there is one, an accepted connection waits for a thread.
 */
final class WatchedConnector implements Connection.Listener, SelectorManager.AcceptListener {
  private final ServerConnector connector;
  private final Map<EndPoint, WatchedConnection> connections = new ConcurrentHashMap<>();
  private final Set<SelectableChannel> accepted = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ServerContext service;
  private volatile int boundTo;

  WatchedConnector(ServerConnector connector) {
    this.connector = connector;
  }

  Connector connector() {
    return connector;
  }

  void watch() {
    connector.addEventListener(this);
    connector.getSelectorManager().addEventListener(this);
  }

  void begin(ServerContext service) {
    this.service = service;
  }

  String name() {
    String protocol = connector.getProtocols().contains("ssl") ? "https" : "http";
    return protocol + " :" + port();
  }

  /** The port it listens on, or listened on before it was closed. */
  int port() {
    int bound = connector.getLocalPort();
    if (bound > 0) {
      boundTo = bound;
    }
    return boundTo > 0 ? boundTo : connector.getPort();
  }

  /** Those that a thread has looked at. */
  Collection<WatchedConnection> connections() {
    return connections.values();
  }

  /** How many are open, those included that still wait for a thread. */
  int open() {
    return accepted.size() + connections.size(); // in this order: one moves from left to right
  }

  /** The connection that a protocol is spoken on. */
  WatchedConnection of(Connection protocol) {
    EndPoint root = rootOf(protocol);
    WatchedConnection known = connections.get(root);
    return known != null
        ? known
        : connections.computeIfAbsent(root, endPoint -> new WatchedConnection(this, endPoint));
  }

  /**
   * Whether work waits for a thread. It may be that of any connection, since Jetty hands over what
   * it has read by its queue as well: inside TLS, or when a protocol gives way to another one.
   */
  boolean isCongested() {
    Executor threads = connector.getExecutor();
    if (threads instanceof QueuedThreadPool queued) {
      return queued.getQueueSize() > 0;
    }
    return threads instanceof ThreadPool pool && pool.isLowOnThreads();
  }

  /** Whether a limit of connections is reached, or clients wait for a thread. */
  boolean keepsClientsWaiting() {
    return !connector.isAccepting() || isCongested() || noThreadIsIdle();
  }

  /**
   * With no idle thread, even the one that looks for new bytes may be serving a request itself. A
   * thread that Jetty has reserved takes the place of that one, and runs nothing that is queued.
   */
  private boolean noThreadIsIdle() {
    return connector.getExecutor() instanceof QueuedThreadPool queued
        && queued.getThreads() >= queued.getMaxThreads()
        && queued.getIdleThreads() == 0;
  }

  /** Closes the listener; its connections are served on, unlike after Jetty's own shutdown. */
  void stopAccepting() {
    port(); // to be remembered
    LastCall.on(connector);
  }

  /** Closes all connections, whatever they do. */
  void cut() {
    accepted.forEach(IO::close);
    connections.values().forEach(WatchedConnection::cut);
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    accepted.add(channel);
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable failure) {
    if (accepted.remove(channel)) {
      tell();
    }
  }

  @Override
  public void onOpened(Connection protocol) {
    of(protocol);
    if (rootOf(protocol).getTransport() instanceof SelectableChannel channel) {
      accepted.remove(channel);
    }
  }

  /** Also told of a protocol that gives way to another one, with the end point open. */
  @Override
  public void onClosed(Connection protocol) {
    EndPoint root = rootOf(protocol);
    if (!root.isOpen() && connections.remove(root) != null) {
      tell();
    }
  }

  private void tell() {
    ServerContext service = this.service;
    if (service != null) {
      service.changed();
    }
  }

  private static EndPoint rootOf(Connection protocol) {
    EndPoint endPoint = protocol.getEndPoint();
    while (endPoint instanceof EndPoint.Wrapper wrapper) {
      endPoint = wrapper.unwrap();
    }
    return endPoint;
  }
}
