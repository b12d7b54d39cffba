package io.lameduck.examples.prefixed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.jdk.JdkServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One of several kitchens, each with a name. {@code /ready} tells which dishes are ready: that path
 * is the cook's, so the probes have to be elsewhere.
 */
public final class Prefixed {
  private Prefixed() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(Prefixed::start);
  }

  private static void start() throws IOException {
    String name = System.getenv().getOrDefault("HOSTNAME", "kitchen");
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, name + " is open\n"));
    server.createContext("/ready", exchange -> answer(exchange, "soup, goulash\n"));

    Lameduck.builder()
        .serve(JdkServer.of(server)) // answers the probes too, under LAMEDUCK_PROBE_PREFIX
        .closeLast("threads", threads::shutdownNow)
        .start();
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
