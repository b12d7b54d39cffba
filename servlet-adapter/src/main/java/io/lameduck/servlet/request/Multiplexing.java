package io.lameduck.servlet.request;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Protocols that carry many requests at a time on one connection. There no request speaks for its
 * connection: {@code Connection} and its like are an error (RFC 9113, 8.2.2), for which some
 * clients drop the connection with all it carries.
 */
final class Multiplexing {
  private Multiplexing() {}

  /** Whether a request came by HTTP/2 or newer. */
  static boolean carries(HttpServletRequest request) {
    return !request.getProtocol().startsWith("HTTP/1");
  }
}
