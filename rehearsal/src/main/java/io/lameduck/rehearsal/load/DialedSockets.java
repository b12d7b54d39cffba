package io.lameduck.rehearsal.load;

import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Unconnected {@link DialedSocket}s, the only ones the client library asks for. */
final class DialedSockets extends SocketFactory {
  private final Dialer dialer;

  DialedSockets(Dialer dialer) {
    this.dialer = dialer;
  }

  @Override
  public Socket createSocket() {
    return new DialedSocket(dialer);
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
