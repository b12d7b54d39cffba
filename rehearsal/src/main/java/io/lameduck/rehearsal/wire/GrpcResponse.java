package io.lameduck.rehearsal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Optional;
import okhttp3.Response;

/** The messages of a response and, when they have been read, how the call ended. One thread. */
public final class GrpcResponse {
  private static final int MAX_KEPT_BYTES = 4096;

  private final Response response;
  private final InputStream in;

  private GrpcResponse(Response response) {
    this.response = response;
    this.in = response.body().byteStream();
  }

  /** Empty if what has answered is not gRPC. */
  public static Optional<GrpcResponse> of(Response response) {
    String type = response.header("Content-Type", "");
    boolean isGrpc = response.code() == 200 && type != null && type.startsWith("application/grpc");
    return isGrpc ? Optional.of(new GrpcResponse(response)) : Optional.empty();
  }

  /**
   * Reads the next message, of which the beginning is kept; empty at the end.
   *
   * @throws ProtocolException if it is cut short by an end in order
   */
  public Optional<byte[]> next() throws IOException {
    int compressed = in.read();
    if (compressed < 0) {
      return Optional.empty();
    }
    if (compressed > 0) {
      throw new ProtocolException("a compressed message, though the request accepts none");
    }
    return Optional.of(message());
  }

  private byte[] message() throws IOException {
    byte[] prefix = read(Integer.BYTES);
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(prefix).getInt());
    byte[] kept = read((int) Math.min(length, MAX_KEPT_BYTES));
    skip(length - kept.length);
    return kept;
  }

  private byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    // The other readNBytes asks for nothing at the end, and okio waits for more before it does.
    if (in.readNBytes(bytes, 0, length) < length) {
      throw endWithinMessage();
    }
    return bytes;
  }

  private static ProtocolException endWithinMessage() {
    return new ProtocolException("the end in the middle of a message");
  }

  private void skip(long length) throws IOException {
    try {
      in.skipNBytes(length);
    } catch (EOFException e) {
      throw endWithinMessage();
    }
  }

  /** Reads what is left; returns the number of messages in it. */
  public long readToEnd() throws IOException {
    long messages = 0;
    while (next().isPresent()) {
      messages++;
    }
    return messages;
  }

  /**
   * How the call ended, once there is no message left.
   *
   * @throws ProtocolException if the server has not said
   */
  public GrpcStatus status() throws IOException {
    if (GrpcStatus.isIn(response.headers())) {
      return GrpcStatus.in(response.headers());
    }
    if (GrpcStatus.isIn(response.trailers())) {
      return GrpcStatus.in(response.trailers());
    }
    throw new ProtocolException("the end without a status");
  }
}
