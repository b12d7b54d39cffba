package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.wire.AnyCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Puts TLS over a {@link DialedSocket}, and remembers over which: the client library shows the
 * upper one only.
 */
final class TlsSockets extends SSLSocketFactory {
  private static final Map<Socket, DialedSocket> BELOW =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final SSLSocketFactory tls = AnyCertificate.context().getSocketFactory();

  /** The one below this, which may be that itself; {@code null} if it is not ours. */
  static @Nullable DialedSocket below(Socket socket) {
    return socket instanceof DialedSocket dialed ? dialed : BELOW.get(socket);
  }

  @Override
  public Socket createSocket(Socket raw, String host, int port, boolean autoClose)
      throws IOException {
    Socket secured = tls.createSocket(raw, host, port, autoClose);
    if (raw instanceof DialedSocket dialed) {
      BELOW.put(secured, dialed);
    }
    return secured;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
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
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }
}
