package io.lameduck.servlet.jetty;

import io.lameduck.spi.ServerContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/**
 * A connector all of whose connections are known. What Jetty calls a connection is one protocol of
 * it: beneath TLS, HTTP and WebSocket there is one end point, and that is what is counted.
 */
final class WatchedConnector implements Connection.Listener {
  private static final long PATIENCE_MILLIS = 200;

  private final ServerConnector connector;
  private final Map<EndPoint, WatchedConnection> connections = new ConcurrentHashMap<>();
  private volatile @Nullable ServerContext service;
  private volatile @Nullable LastConnection last;
  private volatile int boundTo;

  /** A connection that is made for an acceptor to come back. */
  private record LastConnection(int port, CountDownLatch accepted) {
    void opened(EndPoint endPoint) {
      if (endPoint.getRemoteSocketAddress() instanceof InetSocketAddress client
          && client.getPort() == port) {
        accepted.countDown();
      }
    }
  }

  WatchedConnector(ServerConnector connector) {
    this.connector = connector;
  }

  Connector connector() {
    return connector;
  }

  void watch() {
    connector.addEventListener(this);
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

  /** Those that are open. */
  Collection<WatchedConnection> connections() {
    return connections.values();
  }

  /** The connection that a protocol is spoken on. */
  WatchedConnection of(Connection protocol) {
    EndPoint root = rootOf(protocol);
    WatchedConnection known = connections.get(root);
    return known != null ? known : connections.computeIfAbsent(root, WatchedConnection::new);
  }

  /** Closes the listener; connections are served on, as they would not after a shutdown. */
  void stopAccepting() {
    connector.setAccepting(false);
    if (connector.getTransport() instanceof ServerSocketChannel listener) {
      port(); // to be remembered
      releaseAcceptors(listener);
      IO.close(listener);
    }
  }

  /** Closes all connections, whatever they do. */
  void cut() {
    connections.values().forEach(WatchedConnection::cut);
  }

  @Override
  public void onOpened(Connection protocol) {
    of(protocol);
    LastConnection last = this.last;
    if (last != null) {
      last.opened(rootOf(protocol));
    }
  }

  /** Also told of a protocol that gives way to another one, with the end point open. */
  @Override
  public void onClosed(Connection protocol) {
    EndPoint root = rootOf(protocol);
    ServerContext service = this.service;
    if (!root.isOpen() && connections.remove(root) != null && service != null) {
      service.changed();
    }
  }

  /**
   * An acceptor that waits for a connection would take the close for a failure, and log it: each is
   * given a last one, after which it finds that there is nothing more to accept.
   */
  private void releaseAcceptors(ServerSocketChannel listener) {
    for (int i = 0; i < connector.getAcceptors(); i++) {
      try (SocketChannel last = SocketChannel.open().bind(null)) {
        int port = ((InetSocketAddress) last.getLocalAddress()).getPort();
        LastConnection awaited = new LastConnection(port, new CountDownLatch(1));
        this.last = awaited;
        last.connect(loopback(listener.getLocalAddress()));
        awaited.accepted().await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (IOException unreachable) {
        return; // then it will be logged
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static InetSocketAddress loopback(SocketAddress bound) {
    InetSocketAddress address = (InetSocketAddress) bound;
    return address.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
        : address;
  }

  private static EndPoint rootOf(Connection protocol) {
    EndPoint endPoint = protocol.getEndPoint();
    while (endPoint instanceof EndPoint.Wrapper wrapper) {
      endPoint = wrapper.unwrap();
    }
    return endPoint;
  }
}
