package io.lameduck.jdk;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The step between the filters of a context and its handler. The JDK's own takes no exchange but
 * the JDK's, so this one does the same for ours.
 */
final class Authentication {
  private volatile @Nullable Authenticator authenticator;

  @Nullable Authenticator authenticator() {
    return authenticator;
  }

  @Nullable Authenticator replace(@Nullable Authenticator authenticator) {
    Authenticator before = this.authenticator;
    this.authenticator = authenticator;
    return before;
  }

  /** Whether the request may pass; if not, it has been answered. */
  boolean passes(TrackedRequest request, HttpExchange exchange) throws IOException {
    Authenticator authenticator = this.authenticator;
    if (authenticator == null) {
      return true;
    }
    Authenticator.Result result = authenticator.authenticate(exchange);
    if (result instanceof Authenticator.Success success) {
      request.authenticated(success.getPrincipal());
      return true;
    }
    refuse(exchange, status(result));
    return false;
  }

  private static int status(Authenticator.Result refusal) {
    return refusal instanceof Authenticator.Retry retry
        ? retry.getResponseCode()
        : ((Authenticator.Failure) refusal).getResponseCode();
  }

  /** The body is read first, so that a client that is still sending gets to see the answer. */
  private static void refuse(HttpExchange exchange, int status) throws IOException {
    try (var body = exchange.getRequestBody()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    exchange.sendResponseHeaders(status, -1);
  }
}
