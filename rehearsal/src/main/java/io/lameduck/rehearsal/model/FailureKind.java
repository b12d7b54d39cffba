package io.lameduck.rehearsal.model;

import java.util.Locale;

/** How a request failed, told from what the client's socket saw. */
public enum FailureKind {
  /** The client knew no pod to ask. */
  NO_ENDPOINT,
  /** Nobody listened. */
  REFUSED,
  /** The connection was not established in time. */
  CONNECT_TIMEOUT,
  /** No connection for another reason than {@link #REFUSED} or {@link #CONNECT_TIMEOUT}. */
  UNREACHABLE,
  /** The TLS handshake failed, and not by a reset or an end of the connection. */
  TLS_FAILED,
  /** A connection's first request met a reset before the first byte of an answer. */
  RESET_ON_NEW,
  /** A connection's first request met the end of the stream before the first byte of an answer. */
  EOF_ON_NEW,
  /** A later request on a kept-alive connection met a reset before the first byte of an answer. */
  RESET_ON_REUSED,
  /** A later request on a kept-alive connection met the end of the stream before an answer. */
  EOF_ON_REUSED,
  /** The answer began and was cut off. */
  TRUNCATED,
  /** A complete answer with a status of 500 or more. */
  SERVER_ERROR,
  /** A complete answer with a status from 400 to 499, or none of the protocol asked for. */
  WRONG_ANSWER,
  /**
   * The answer did not begin or stopped coming, or the request was not read, for longer than the
   * client waits.
   */
  TIMEOUT,
  /** An HTTP/2 stream was reset, and not in the way that asks to try again elsewhere. */
  STREAM_RESET,
  /** An HTTP/2 connection ended, and left a stream without its answer that it had accepted. */
  CONNECTION_LOST,
  /** A gRPC call ended with UNAVAILABLE, which gRPC's clients do not repeat by themselves. */
  GRPC_UNAVAILABLE,
  /** A gRPC call ended with another status than OK and UNAVAILABLE. */
  GRPC_STATUS,
  /** A WebSocket ended without a close frame. */
  WEBSOCKET_LOST;

  /** As it is written in settings and reports: {@code eof-on-new}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of a request whose connection was reset before an answer. */
  public static FailureKind reset(boolean reused) {
    return reused ? RESET_ON_REUSED : RESET_ON_NEW;
  }

  /** The kind of a request whose connection was closed in order before an answer. */
  public static FailureKind endOfStream(boolean reused) {
    return reused ? EOF_ON_REUSED : EOF_ON_NEW;
  }
}
