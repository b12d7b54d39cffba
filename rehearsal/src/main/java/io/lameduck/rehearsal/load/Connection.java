package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.FailureKind;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A client's TCP connection, which tells in which way a request on it failed. One thread, but for
 * {@link #close()}.
 */
final class Connection implements Closeable {
  private final Endpoint endpoint;
  private final SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;
  private boolean reused;
  private boolean broken;

  private Connection(Endpoint endpoint, SocketChannel channel) throws IOException {
    this.endpoint = endpoint;
    this.channel = channel;
    this.in = new BufferedInputStream(channel.socket().getInputStream());
    this.out = channel.socket().getOutputStream();
  }

  static Connection open(Dialer dialer) throws RequestFailed {
    try {
      return connect(dialer, SocketChannel.open());
    } catch (IOException e) {
      throw new RequestFailed(FailureKind.UNREACHABLE, "", "no socket: " + e.getMessage(), e);
    }
  }

  private static Connection connect(Dialer dialer, SocketChannel channel)
      throws IOException, RequestFailed {
    try {
      channel.socket().setTcpNoDelay(true);
      channel.socket().setSoTimeout(Math.toIntExact(dialer.patience().toMillis()));
      return new Connection(dialer.dial(channel.socket()::connect), channel);
    } catch (IOException | RequestFailed e) {
      channel.close();
      throw e;
    }
  }

  String pod() {
    return endpoint.pod();
  }

  /** Sends a request. A failed write is no verdict yet: the server may have answered before. */
  void send(Request request) throws InterruptedException {
    try {
      request.writeTo(out);
    } catch (IOException e) {
      broken = true;
    }
  }

  /**
   * Reads the whole answer to a request that was sent.
   *
   * @throws RequestFailed if there is none; after that the connection is of no use
   */
  Response receive(Request request) throws RequestFailed {
    ResponseReader reader = new ResponseReader(in);
    try {
      return reader.read();
    } catch (IOException e) {
      throw new RequestFailed(kind(e, reader.begun()), pod(), detail(request, e), e);
    } finally {
      reused = true;
    }
  }

  private String detail(Request request, IOException e) {
    return request + " at " + endpoint + ": " + e.getMessage();
  }

  private FailureKind kind(IOException e, boolean begun) {
    if (e instanceof SocketTimeoutException) {
      return FailureKind.TIMEOUT;
    }
    if (e instanceof ProtocolException) {
      return FailureKind.WRONG_ANSWER;
    }
    if (begun) {
      return FailureKind.TRUNCATED;
    }
    // Once a write has failed, the kernel reports the reset only once: the read sees a plain end.
    return e instanceof EOFException && !broken
        ? FailureKind.endOfStream(reused)
        : FailureKind.reset(reused);
  }

  /** Whether the server has closed the connection, or said something nobody asked for. */
  boolean isStale() {
    try {
      channel.configureBlocking(false);
      int read = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return read != 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
