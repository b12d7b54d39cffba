package io.lameduck.rehearsal.load;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a pod the client knows, whatever address it is given: as a service's cluster IP does.
 */
final class DialedSocket extends Socket {
  private final Dialer dialer;
  private volatile @Nullable Endpoint endpoint;
  private volatile @Nullable TimedOutput output;
  private volatile boolean ended;

  DialedSocket(Dialer dialer) {
    this.dialer = dialer;
  }

  @Override
  public void connect(SocketAddress anywhere, int timeout) throws IOException {
    try {
      dial();
    } catch (RequestFailed e) {
      throw new DialFailed(e);
    }
  }

  /** Connects to a pod, and tells to which. */
  Endpoint dial() throws RequestFailed {
    Endpoint dialed = dialer.dial((address, patience) -> super.connect(address, patience));
    endpoint = dialed;
    return dialed;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Watched(super.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    TimedOutput timed = new TimedOutput(super.getOutputStream(), this, dialer.patience());
    output = timed;
    return timed;
  }

  /** Whether the client gave it up, because the other side did not read. */
  boolean isExpired() {
    TimedOutput written = output;
    return written != null && written.isExpired();
  }

  /** Whether the other side has ended or reset the connection. */
  boolean isEnded() {
    return ended;
  }

  /** The library closes the connection itself after many a failure, so it has to be seen here. */
  private final class Watched extends FilterInputStream {
    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        int read = super.read(bytes, offset, length);
        ended |= read < 0;
        return read;
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        ended |= !isClosed();
        throw e;
      }
    }
  }

  /** The name of the pod; empty before it is connected. */
  String pod() {
    Endpoint connected = endpoint;
    return connected == null ? "" : connected.pod();
  }
}
