package io.lameduck.rehearsal.load;

import io.lameduck.rehearsal.model.FailureKind;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;

/**
 * A client's connection, which tells in which way a request on it failed. One thread, but for
 * {@link #close()}.
 */
final class Connection implements Closeable {
  private final Transport transport;
  private boolean reused;
  private boolean broken;

  private Connection(Transport transport) {
    this.transport = transport;
  }

  static Connection open(Transports transports) throws RequestFailed {
    return new Connection(transports.open());
  }

  String pod() {
    return transport.endpoint().pod();
  }

  /**
   * Sends a request. A failed write is no verdict yet: the server may have answered before.
   *
   * @throws RequestFailed if the server does not read it in time
   */
  void send(Request request) throws RequestFailed, InterruptedException {
    try {
      request.writeTo(transport.out());
    } catch (SocketTimeoutException e) {
      throw new RequestFailed(FailureKind.TIMEOUT, pod(), detail(request, e), e);
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
    ResponseReader reader = new ResponseReader(transport.in());
    try {
      return reader.read();
    } catch (IOException e) {
      throw new RequestFailed(kind(e, reader.begun()), pod(), detail(request, e), e);
    } finally {
      reused = true;
    }
  }

  private String detail(Request request, IOException e) {
    return request + " at " + transport.endpoint() + ": " + e.getMessage();
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

  /** Whether the server has closed the connection, or sent something without a request. */
  boolean isStale() {
    return transport.isStale();
  }

  @Override
  public void close() {
    transport.close();
  }
}
