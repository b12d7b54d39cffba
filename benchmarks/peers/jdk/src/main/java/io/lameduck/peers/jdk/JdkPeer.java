package io.lameduck.peers.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** What is written today on the HTTP server of the JDK: a shutdown hook that stops it. */
public final class JdkPeer {
  private static final byte[] KIBIBYTE = "hello, world! \n\n".repeat(64).getBytes(UTF_8);

  private JdkPeer() {}

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", JdkPeer::answer);
    server.createContext("/slow", JdkPeer::slow);
    server.createContext("/ready", JdkPeer::answer);
    // HttpServer.stop(int): closes the listener, then waits for the exchanges at most so long.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(20)));
    server.start();
  }

  private static void slow(HttpExchange exchange) throws IOException {
    try {
      Thread.sleep(millis(exchange));
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    answer(exchange);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "text/plain");
      exchange.sendResponseHeaders(200, KIBIBYTE.length);
      exchange.getResponseBody().write(KIBIBYTE);
    }
  }

  private static long millis(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return query == null ? 1000 : Long.parseLong(query.substring("ms=".length()));
  }
}
