package io.lameduck.jdk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;

/** Serves a request as the JDK would if the context that it has come to were not there. */
final class OtherContexts implements HttpHandler {
  private final Tracking tracking;

  OtherContexts(Tracking tracking) {
    this.tracking = tracking;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<TrackedContext> context = tracking.contextOf(exchange.getRequestURI().getPath());
    if (context.isEmpty()) {
      refuse(exchange, 404, "<h1>404 Not Found</h1>No context found for request");
    } else if (context.get().getHandler() == null) {
      refuse(exchange, 500, "<h1>500 Internal Server Error</h1>No handler for context");
    } else {
      context.get().handle(exchange);
    }
  }

  private static void refuse(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.getResponseHeaders().set("Connection", "close");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(status, -1);
      } else {
        exchange.sendResponseHeaders(status, text.length());
        exchange.getResponseBody().write(text.getBytes(US_ASCII));
      }
    }
  }
}
