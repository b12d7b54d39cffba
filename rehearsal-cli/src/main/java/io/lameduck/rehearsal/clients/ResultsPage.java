package io.lameduck.rehearsal.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.rehearsal.load.Load;
import java.io.IOException;
import java.net.InetSocketAddress;
import tools.jackson.databind.json.JsonMapper;

/** Answers {@code /results} with the score as JSON, from the moment the clients ask. */
final class ResultsPage {
  private ResultsPage() {}

  /** The server's thread is no daemon: the process ends with System.exit. */
  static void serve(int port, Load load) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/results", exchange -> answer(exchange, Score.of(load.results())));
    server.start();
  }

  private static void answer(HttpExchange exchange, Score score) throws IOException {
    try (exchange) {
      byte[] json = JsonMapper.shared().writeValueAsBytes(score);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, json.length);
      exchange.getResponseBody().write(json);
    }
  }
}
