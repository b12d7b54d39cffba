package io.lameduck.servlet.jetty;

import io.lameduck.internal.adapter.OwnAddress;
import io.lameduck.servlet.thread.Patience;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The close of a listener. The kernel resets whoever is still in its queue, and they may have sent
 * a request already; so the queue is emptied first, also of those whom a limit kept waiting.
 */
final class LastCall {
  private static final Logger log = LoggerFactory.getLogger(JettyServer.class);
  private static final int TIMEOUT_MILLIS = 100;

  private final ServerConnector connector;
  private final ServerSocketChannel listener;

  private LastCall(ServerConnector connector, ServerSocketChannel listener) {
    this.connector = connector;
    this.listener = listener;
  }

  /** Closes the listener of a connector, if it has one; its connections are served on. */
  static void on(ServerConnector connector) {
    removeLimits(connector);
    connector.setAccepting(false);
    if (connector.getTransport() instanceof ServerSocketChannel listener) {
      LastCall call = new LastCall(connector, listener);
      Patience.run("jetty-close", call::emptyAndClose);
      IO.close(listener); // though an acceptor did not come back
    }
  }

  /**
   * A limit of connections (NetworkConnectionLimit) would close those whom it kept waiting, and
   * when it is no longer reached have the acceptors come back to a listener that is closed.
   */
  private static void removeLimits(ServerConnector connector) {
    for (SelectorManager.AcceptListener listener :
        connector.getBeans(SelectorManager.AcceptListener.class)) {
      if (!(listener instanceof WatchedConnector)) {
        connector.getSelectorManager().removeEventListener(listener); // ServerConnector.doStart
      }
    }
  }

  private void emptyAndClose() {
    try (listener) {
      wakeAcceptors();
      listener.configureBlocking(false); // waits until no acceptor waits
      for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
        serve(client);
      }
    } catch (IOException e) {
      log.debug("{}: the queue of the listener was not emptied", connector, e);
    }
  }

  /**
   * An acceptor that waits for a connection would take the close for a failure, and log it. Each is
   * given one, after which it finds that it is to accept no more. Where the queue is full, there is
   * none that waits.
   */
  private void wakeAcceptors() throws IOException {
    InetSocketAddress address = OwnAddress.of((InetSocketAddress) listener.getLocalAddress());
    for (int i = 0; i < connector.getAcceptors(); i++) {
      try (Socket socket = new Socket()) {
        socket.connect(address, TIMEOUT_MILLIS);
      } catch (SocketTimeoutException queueIsFull) {
        return;
      }
    }
  }

  /** As the acceptors do (ServerConnector.accepted). */
  private void serve(SocketChannel client) throws IOException {
    client.configureBlocking(false);
    client.setOption(StandardSocketOptions.TCP_NODELAY, connector.getAcceptedTcpNoDelay());
    connector.getSelectorManager().accept(client);
  }
}
