package io.lameduck.rehearsal.model;

import io.lameduck.rehearsal.wire.GrpcHealth;
import io.lameduck.rehearsal.wire.GrpcRequest;
import java.time.Duration;

/**
 * Some clients of one kind.
 *
 * @param count how many there are
 * @param target the path they ask for, with its query; for gRPC {@code /package.Service/Method},
 *     with {@code ?message=} and the message in Base64 unless that is empty
 * @param pause the mean time between an answer and the next request; each pause is drawn uniformly
 *     from 0.5 to 1.5 times the mean. Zero: the next request follows at once. For {@link
 *     ClientKind#BURST}: the time between two bursts
 * @param bodyBytes the length of a request's body, or of a WebSocket message; a request with a body
 *     is a POST
 * @param tls whether they ask over TLS; the certificate is not verified
 */
public record Clients(
    ClientKind kind, int count, String target, Duration pause, int bodyBytes, boolean tls) {
  public Clients {
    check(count >= 0, "count", count, ">= 0");
    check(target.startsWith("/"), "target", target, "begins with /");
    check(!pause.isNegative(), "pause", pause, ">= 0");
    check(bodyBytes >= 0, "bodyBytes", bodyBytes, ">= 0");
    if (kind == ClientKind.GRPC || kind == ClientKind.GRPC_STREAMING) {
      GrpcRequest.of(target);
    }
  }

  private static void check(boolean good, String what, Object value, String expected) {
    if (!good) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** Without TLS. */
  public Clients(ClientKind kind, int count, String target, Duration pause, int bodyBytes) {
    this(kind, count, target, pause, bodyBytes, false);
  }

  /** So many clients of a kind, with the default target, pause and body of that kind. */
  public static Clients of(ClientKind kind, int count) {
    return switch (kind) {
      case KEPT_ALIVE, HTTP2 -> new Clients(kind, count, "/", Duration.ofMillis(15), 0);
      case IDLE -> new Clients(kind, count, "/", Duration.ofSeconds(4), 0);
      case FRESH -> new Clients(kind, count, "/", Duration.ofMillis(40), 0);
      case BURST -> new Clients(kind, count, "/slow?ms=500", Duration.ofSeconds(3), 0);
      case SLOW -> new Clients(kind, count, "/slow?ms=2000", Duration.ofMillis(100), 0);
      case UPLOAD -> new Clients(kind, count, "/", Duration.ofMillis(100), 16 * 1024);
      case STREAMING -> new Clients(kind, count, "/stream?n=20&ms=50", Duration.ofMillis(100), 0);
      case LARGE -> new Clients(kind, count, "/large", Duration.ofMillis(100), 0);
      case GRPC -> new Clients(kind, count, GrpcHealth.CHECK, Duration.ofMillis(15), 0);
      case GRPC_STREAMING -> new Clients(kind, count, GrpcHealth.WATCH, Duration.ofMillis(100), 0);
      case PIPELINING -> new Clients(kind, count, "/", Duration.ofMillis(50), 0);
      case WEBSOCKET -> new Clients(kind, count, "/ws", Duration.ofMillis(100), 64);
    };
  }

  public Clients withTarget(String path) {
    return new Clients(kind, count, path, pause, bodyBytes, tls);
  }

  public Clients withPause(Duration mean) {
    return new Clients(kind, count, target, mean, bodyBytes, tls);
  }

  public Clients withBodyBytes(int length) {
    return new Clients(kind, count, target, pause, length, tls);
  }

  /** The same over TLS: HTTP/1.1, or HTTP/2 where the kind asks for that. */
  public Clients overTls() {
    return new Clients(kind, count, target, pause, bodyBytes, true);
  }

  @Override
  public String toString() {
    return count + " " + kind.label() + (tls ? " over TLS" : "");
  }
}
