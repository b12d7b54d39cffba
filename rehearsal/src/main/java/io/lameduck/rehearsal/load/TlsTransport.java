package io.lameduck.rehearsal.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** HTTP/1.1 over TLS. */
final class TlsTransport implements Transport {
  private static final String[] HTTP_1_1 = {"http/1.1"};
  private static final int LOOK_MILLIS = 1;

  private final Thread owner = Thread.currentThread();
  private final Endpoint endpoint;
  private final DialedSocket raw;
  private final SSLSocket secured;
  private final InputStream in;
  private final OutputStream out;

  private TlsTransport(Endpoint endpoint, DialedSocket raw, SSLSocket secured) throws IOException {
    this.endpoint = endpoint;
    this.raw = raw;
    this.secured = secured;
    this.in = new BufferedInputStream(new Announced(secured.getInputStream()));
    this.out = secured.getOutputStream();
  }

  static TlsTransport open(Dialer dialer, SocketSetup setup, SSLSocketFactory tls)
      throws RequestFailed {
    DialedSocket raw = new DialedSocket(dialer);
    try {
      setup.apply(raw);
      Endpoint endpoint = raw.dial();
      return new TlsTransport(endpoint, raw, handshake(tls, raw, endpoint));
    } catch (RequestFailed e) {
      close(raw);
      throw e;
    } catch (IOException e) {
      close(raw);
      throw TlsFailure.of(e, raw.pod());
    }
  }

  private static SSLSocket handshake(SSLSocketFactory tls, DialedSocket raw, Endpoint endpoint)
      throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(raw, endpoint.host(), endpoint.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setApplicationProtocols(HTTP_1_1);
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /** The end that TLS announces is one; any other is a cut (RFC 9112, 9.8). */
  private final class Announced extends FilterInputStream {
    Announced(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      if (read < 0 && raw.isEnded()) {
        throw new EOFException("the end without a close_notify");
      }
      return read;
    }
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  /** What TLS has to say to itself, such as a new ticket, is read and is no sign. */
  @Override
  public boolean isStale() {
    try {
      int patience = secured.getSoTimeout();
      secured.setSoTimeout(LOOK_MILLIS);
      boolean silent = isSilent();
      secured.setSoTimeout(patience);
      return !silent;
    } catch (IOException e) {
      return true;
    }
  }

  private boolean isSilent() throws IOException {
    try {
      in.skip(1); // a byte without a request is of no use either
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  /** In order; but another thread ends what is under way, and must not wait for it. */
  @Override
  public void close() {
    close(Thread.currentThread() == owner ? secured : raw);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
