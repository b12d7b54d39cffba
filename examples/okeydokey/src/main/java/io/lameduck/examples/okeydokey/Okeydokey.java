package io.lameduck.examples.okeydokey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.jdk.JdkServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that is always OK. */
public final class Okeydokey {
  private static final byte[] OK = "OK\n".getBytes(UTF_8);
  private static final long SLOW_MILLIS = 2000;

  private Okeydokey() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(Okeydokey::start);
  }

  private static void start() throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(threads);
    server.createContext("/", Okeydokey::ok);
    server.createContext("/slow", Okeydokey::slow);

    Lameduck.builder()
        .serve(JdkServer.of(server))
        .closeLast("threads", threads::shutdownNow)
        .start();
  }

  private static void ok(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, OK.length);
      exchange.getResponseBody().write(OK);
    }
  }

  private static void slow(HttpExchange exchange) throws IOException {
    try {
      Thread.sleep(SLOW_MILLIS);
      ok(exchange);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
