package io.lameduck.rehearsal.wire;

import java.util.List;
import okhttp3.Headers;

/**
 * How a call of gRPC ended.
 *
 * @param message what the server says beside it; often nothing
 */
public record GrpcStatus(String name, String message) {
  public static final String UNAVAILABLE = "UNAVAILABLE";
  public static final String UNIMPLEMENTED = "UNIMPLEMENTED";

  private static final String HEADER = "grpc-status";

  /** In the order of their numbers. */
  private static final List<String> NAMES =
      List.of(
          "OK",
          "CANCELLED",
          "UNKNOWN",
          "INVALID_ARGUMENT",
          "DEADLINE_EXCEEDED",
          "NOT_FOUND",
          "ALREADY_EXISTS",
          "PERMISSION_DENIED",
          "RESOURCE_EXHAUSTED",
          "FAILED_PRECONDITION",
          "ABORTED",
          "OUT_OF_RANGE",
          UNIMPLEMENTED,
          "INTERNAL",
          UNAVAILABLE,
          "DATA_LOSS",
          "UNAUTHENTICATED");

  /** Whether headers or trailers say how the call ended. */
  public static boolean isIn(Headers headers) {
    return headers.get(HEADER) != null;
  }

  /** A number that is not known is shown as it is. */
  public static GrpcStatus in(Headers headers) {
    String code = String.valueOf(headers.get(HEADER));
    String message = headers.get("grpc-message");
    return new GrpcStatus(name(code), message == null ? "" : message);
  }

  private static String name(String code) {
    return NAMES.stream()
        .filter(name -> code.equals(Integer.toString(NAMES.indexOf(name))))
        .findFirst()
        .orElse("status " + code);
  }

  public boolean isOk() {
    return name.equals("OK");
  }

  @Override
  public String toString() {
    return message.isEmpty() ? name : name + ": " + message;
  }
}
