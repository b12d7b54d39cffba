package io.lameduck.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lameduck.probe.ProbeAnswer;
import io.lameduck.probe.Probes;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Answers probes. They are never in flight and are no evidence of clients. */
final class ProbeHandler implements HttpHandler {
  private final Probes probes;
  private final HttpHandler others;

  /**
   * @param others serves a path that only begins like that of a probe: the JDK's server does not
   *     tell {@code /readyz} from {@code /ready}
   */
  ProbeHandler(Probes probes, HttpHandler others) {
    this.probes = probes;
    this.others = others;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    Optional<ProbeAnswer> answer =
        probes.answer(exchange.getRequestMethod(), uri.getRawPath(), uri.getRawQuery());
    if (answer.isPresent()) {
      send(exchange, answer.get());
    } else {
      others.handle(exchange);
    }
  }

  /** Each probe brings a connection of its own, so there is no use in keeping it. */
  static void send(HttpExchange exchange, ProbeAnswer answer) throws IOException {
    try (exchange) {
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Connection", "close");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.status(), -1);
      } else {
        byte[] body = answer.bytes();
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }
}
