package io.lameduck.it.rehearsal;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A client's TCP connection, which tells in which way a request on it failed. One thread. */
final class Connection implements Closeable {
  private final Endpoint endpoint;
  private final SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;
  private boolean reused;

  private Connection(Endpoint endpoint, SocketChannel channel) throws IOException {
    this.endpoint = endpoint;
    this.channel = channel;
    this.in = new BufferedInputStream(channel.socket().getInputStream());
    this.out = channel.socket().getOutputStream();
  }

  /** Connects, waiting no longer than {@code patience} for this and later for each read. */
  static Connection open(Endpoint endpoint, Duration patience) throws RequestFailed {
    try {
      return connect(endpoint, Math.toIntExact(patience.toMillis()));
    } catch (IOException e) {
      throw new RequestFailed(unconnected(e), endpoint + " " + e.getMessage(), e);
    }
  }

  private static FailureKind unconnected(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return FailureKind.CONNECT_TIMEOUT;
    }
    if (e instanceof ConnectException) {
      return FailureKind.REFUSED;
    }
    // The kernel had completed the connection, and the server reset it before connect() returned.
    boolean reset = String.valueOf(e.getMessage()).contains("reset");
    return reset ? FailureKind.RESET_ON_NEW : FailureKind.UNREACHABLE;
  }

  private static Connection connect(Endpoint endpoint, int patienceMillis) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().setTcpNoDelay(true);
      channel.socket().setSoTimeout(patienceMillis);
      channel.socket().connect(endpoint.address(), patienceMillis);
      return new Connection(endpoint, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Sends the request and reads the whole answer, whatever its status.
   *
   * @throws RequestFailed if there is none; after that the connection is of no use
   */
  Response exchange(Request request) throws RequestFailed {
    boolean sent = send(request);
    ResponseReader reader = new ResponseReader(in);
    try {
      return reader.read();
    } catch (IOException e) {
      throw new RequestFailed(kind(e, reader.begun(), sent), request + " at " + endpoint, e);
    } finally {
      reused = true;
    }
  }

  /** A failed write is no verdict yet: the server may have answered before it closed. */
  private boolean send(Request request) {
    try {
      request.writeTo(out);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private FailureKind kind(IOException e, boolean begun, boolean sent) {
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
    return e instanceof EOFException && sent
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
