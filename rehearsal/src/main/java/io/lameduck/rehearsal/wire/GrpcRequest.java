package io.lameduck.rehearsal.wire;

import java.nio.ByteBuffer;
import java.util.Base64;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * One message to a method of gRPC. Written by hand, as the rehearsal needs no more of gRPC than
 * this: a library hides which connection a call takes, and repeats calls by itself.
 */
public final class GrpcRequest {
  private static final MediaType GRPC = MediaType.get("application/grpc");
  private static final String MESSAGE = "?message=";
  private static final int PREFIX_BYTES = 5;

  private final String path;
  private final byte[] framed;

  /**
   * @param path {@code /package.Service/Method}
   */
  public GrpcRequest(String path, byte[] message) {
    this.path = path;
    this.framed =
        ByteBuffer.allocate(PREFIX_BYTES + message.length)
            .put((byte) 0) // not compressed
            .putInt(message.length)
            .put(message)
            .array();
  }

  /**
   * As it is written in settings: a path, and after {@code ?message=} the message in Base64.
   * Without that it is empty, which is a valid message of any type.
   *
   * @throws IllegalArgumentException if it is not Base64
   */
  public static GrpcRequest of(String target) {
    int at = target.indexOf(MESSAGE);
    return at < 0
        ? new GrpcRequest(target, new byte[0])
        : new GrpcRequest(
            target.substring(0, at), decoded(target.substring(at + MESSAGE.length())));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("message: " + base64 + " (expected: Base64)", e);
    }
  }

  public String path() {
    return path;
  }

  /** The HTTP/2 request that carries it; the client adds its name. */
  public Request.Builder to(String origin) {
    return new Request.Builder()
        .url(origin + path)
        .header("te", "trailers")
        .post(RequestBody.create(framed, GRPC));
  }

  @Override
  public String toString() {
    return path;
  }
}
