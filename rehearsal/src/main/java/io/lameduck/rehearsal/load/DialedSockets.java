package io.lameduck.rehearsal.load;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Unconnected {@link DialedSocket}s, the only ones the client library asks for. */
final class DialedSockets extends SocketFactory {
  private static final ThreadLocal<DialedSocket> OF_THREAD = new ThreadLocal<>();

  private final Dialer dialer;
  private volatile @Nullable DialedSocket latest;

  DialedSockets(Dialer dialer) {
    this.dialer = dialer;
  }

  /** The pod to which the latest one is connected; empty if it is not. */
  String latestPod() {
    DialedSocket socket = latest;
    return socket == null ? "" : socket.pod();
  }

  /** The latest one of this thread, of any client; the library connects on one thread. */
  static @Nullable DialedSocket latestOfThread() {
    return OF_THREAD.get();
  }

  @Override
  public Socket createSocket() {
    DialedSocket socket = new DialedSocket(dialer);
    latest = socket;
    OF_THREAD.set(socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException();
  }
}
