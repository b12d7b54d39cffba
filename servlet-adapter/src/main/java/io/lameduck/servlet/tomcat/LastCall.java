package io.lameduck.servlet.tomcat;

import io.lameduck.internal.adapter.OwnAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The close of a listener. The kernel resets whoever is still in its queue, and they may have sent
 * a request already; Tomcat itself also closes the connection that its acceptor has just accepted.
 * This channel takes the place of the listener that is to be closed: the acceptor goes on until the
 * queue is empty, closes the listener at once, and finds no more to accept.
 */
final class LastCall extends ServerSocketChannel {
  private static final Logger log = LoggerFactory.getLogger(TomcatServer.class);
  private static final int PATIENCE_MILLIS = 500;
  private static final int TIMEOUT_MILLIS = 100;
  private static final int NO_LIMIT = -1;

  private final ServerSocketChannel listener;
  private final InetSocketAddress address;
  private final SocketChannel placeholder;
  private final CountDownLatch queueIsEmpty = new CountDownLatch(1);
  private final CountDownLatch acceptorMayEnd = new CountDownLatch(1);

  private LastCall(ServerSocketChannel listener, InetSocketAddress address) throws IOException {
    super(listener.provider());
    this.listener = listener;
    this.address = address;
    this.placeholder = placeholder();
  }

  /** Empties the queue of an endpoint and closes its listener, or gives up after a while. */
  static void on(NioEndpoint endpoint) {
    ServerSocketChannel listener = Internals.listenerOf(endpoint);
    try {
      if (listener != null && listener.getLocalAddress() instanceof InetSocketAddress address) {
        new LastCall(listener, address).takeTheListenersPlace(endpoint);
      }
    } catch (IOException | RuntimeException e) {
      log.debug("{}: the queue of the listener was not emptied", endpoint.getName(), e);
    }
  }

  /** Connects to a listener of its own, so that a full queue of the real one cannot delay it. */
  private static SocketChannel placeholder() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocketChannel other = ServerSocketChannel.open().bind(any)) {
      return SocketChannel.open(other.getLocalAddress());
    }
  }

  private void takeTheListenersPlace(NioEndpoint endpoint) {
    Internals.acceptFrom(endpoint, this);
    endpoint.setMaxConnections(NO_LIMIT); // those whom it kept waiting are in the queue
    wakeTheAcceptor();
    try {
      queueIsEmpty.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The acceptor may still wait for a connection of the original listener. */
  private void wakeTheAcceptor() {
    try (Socket wakes = new Socket()) {
      wakes.connect(OwnAddress.of(address), TIMEOUT_MILLIS);
    } catch (IOException e) {
      log.debug("{}: the acceptor was not woken", address, e);
    }
  }

  /**
   * On the acceptor's thread. When the queue is empty this returns a placeholder, a connection of
   * no client, which Tomcat closes since it was told to stop: an exception would be an error in the
   * log.
   */
  @Override
  public SocketChannel accept() throws IOException {
    SocketChannel client = next();
    if (client != null) {
      return client;
    }
    queueIsEmpty.countDown();
    awaitTheAcceptorsEnd();
    return placeholder;
  }

  /**
   * Returns null when the queue is empty, or the listener was closed because emptying took too
   * long.
   */
  private @Nullable SocketChannel next() throws IOException {
    try {
      listener.configureBlocking(false);
      SocketChannel client = listener.accept();
      if (client == null) {
        listener.close();
      }
      return client;
    } catch (ClosedChannelException closed) {
      return null;
    }
  }

  private void awaitTheAcceptorsEnd() {
    try {
      acceptorMayEnd.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected void implCloseSelectableChannel() throws IOException {
    acceptorMayEnd.countDown();
    listener.close();
  }

  @Override
  public SocketAddress getLocalAddress() {
    return address;
  }

  @Override
  public ServerSocket socket() {
    return listener.socket();
  }

  @Override
  public ServerSocketChannel bind(@Nullable SocketAddress local, int backlog) throws IOException {
    return listener.bind(local, backlog);
  }

  @Override
  public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
    return listener.setOption(name, value);
  }

  @Override
  public <T> T getOption(SocketOption<T> name) throws IOException {
    return listener.getOption(name);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return listener.supportedOptions();
  }

  @Override
  protected void implConfigureBlocking(boolean block) throws IOException {
    listener.configureBlocking(block);
  }
}
