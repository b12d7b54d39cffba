package io.lameduck.rehearsal.model;

import java.util.Locale;

/** The clients a service meets in a cluster, by how they connect and what they ask for. */
public enum ClientKind {
  /** One request after the other on one connection, until the server announces its end. */
  KEPT_ALIVE,
  /** On one connection with long pauses, in which the server may hang up. */
  IDLE,
  /** A new connection for each request. */
  FRESH,
  /** New connections, all in the same moment, more than the service has threads; then silence. */
  BURST,
  /** An answer that takes long to begin. */
  SLOW,
  /** A request body that is sent slowly. */
  UPLOAD,
  /** An answer in pieces, chunked or server-sent events; it may be endless. */
  STREAMING,
  /** A large answer, read slowly. */
  LARGE,
  /** Several requests sent at once, before the first answer. */
  PIPELINING,
  /** Several streams at a time on one HTTP/2 connection, by prior knowledge, over TLS by ALPN. */
  HTTP2,
  /** Several calls at a time on one connection of gRPC, each with one answer. */
  GRPC,
  /** The same with an answer of several messages; of a {@code Watch} it may be endless. */
  GRPC_STREAMING,
  /** Messages, each of which wants an answer, on a WebSocket. */
  WEBSOCKET;

  /** Whether an answer that never ends is a good one for this kind of client. */
  public boolean mayBeEndless() {
    return this == STREAMING || this == LARGE || this == GRPC_STREAMING;
  }

  /** As it is written in settings and reports: {@code kept-alive}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
