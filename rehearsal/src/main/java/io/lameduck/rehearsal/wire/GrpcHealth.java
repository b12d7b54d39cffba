package io.lameduck.rehearsal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/** The messages of {@code grpc.health.v1.Health}: a string to ask with, an enum for an answer. */
public final class GrpcHealth {
  public static final String CHECK = "/grpc.health.v1.Health/Check";
  public static final String WATCH = "/grpc.health.v1.Health/Watch";
  public static final String SERVING = "SERVING";

  private static final List<String> STATUSES =
      List.of("UNKNOWN", SERVING, "NOT_SERVING", "SERVICE_UNKNOWN");

  /** Field 1, length-delimited. */
  private static final int SERVICE = (1 << 3) | 2;

  /** Field 1, varint. */
  private static final int STATUS = 1 << 3;

  private GrpcHealth() {}

  /** Asks for the health of a service; the empty name stands for the server. */
  public static GrpcRequest check(String service) {
    return new GrpcRequest(CHECK, message(service));
  }

  private static byte[] message(String service) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    if (!service.isEmpty()) {
      byte[] name = service.getBytes(UTF_8);
      message.write(SERVICE);
      writeVarint(name.length, message);
      message.writeBytes(name);
    }
    return message.toByteArray();
  }

  private static void writeVarint(int number, ByteArrayOutputStream out) {
    int left = number;
    while (left > 0x7f) {
      out.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write(left);
  }

  /**
   * The status in an answer. What is not there has the first value; fields that are not known are
   * skipped, as a newer server may add some.
   *
   * @throws ProtocolException if it is no such message
   */
  public static String status(byte[] message) throws ProtocolException {
    try {
      return status(ByteBuffer.wrap(message));
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
      throw (ProtocolException) new ProtocolException("not the status of a health").initCause(e);
    }
  }

  private static String status(ByteBuffer message) {
    long status = 0;
    while (message.hasRemaining()) {
      long tag = readVarint(message);
      if (tag == STATUS) {
        status = readVarint(message);
      } else {
        skipField((int) (tag & 7), message);
      }
    }
    return 0 <= status && status < STATUSES.size()
        ? STATUSES.get((int) status)
        : "status " + status;
  }

  private static long readVarint(ByteBuffer from) {
    long number = 0;
    int shift = 0;
    byte next;
    do {
      next = from.get();
      number |= (long) (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return number;
  }

  private static void skipField(int wireType, ByteBuffer message) {
    switch (wireType) {
      case 0 -> readVarint(message);
      case 1 -> skip(Long.BYTES, message);
      case 2 -> skip(readVarint(message), message);
      case 5 -> skip(Integer.BYTES, message);
      default -> throw new IllegalArgumentException("wire type " + wireType);
    }
  }

  private static void skip(long bytes, ByteBuffer message) {
    if (bytes < 0) {
      throw new IllegalArgumentException("length " + bytes);
    }
    message.position(Math.toIntExact(Math.addExact(message.position(), bytes)));
  }
}
