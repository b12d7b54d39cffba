package io.lameduck.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The routes of {@code examples/hello}, for the services of these tests. */
public final class Routes {
  private Routes() {}

  /** A server on {@code PORT} with these routes, not yet started. */
  public static HttpServer server() throws IOException {
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(threads());
    server.createContext("/", Routes::root);
    server.createContext("/slow", Routes::slow);
    server.createContext("/stream", Routes::stream);
    return server;
  }

  /** As many as needed, and none for long: an idle service shows what else is there. */
  private static Executor threads() {
    return new ThreadPoolExecutor(
        0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
  }

  public static void ok(HttpExchange exchange) throws IOException {
    answer(exchange, "ok");
  }

  private static void root(HttpExchange exchange) throws IOException {
    int length = exchange.getRequestBody().readAllBytes().length;
    boolean post = exchange.getRequestMethod().equals("POST");
    answer(exchange, post ? Integer.toString(length) : "x".repeat(1024));
  }

  private static void slow(HttpExchange exchange) throws IOException {
    System.out.println("slow begins");
    pause(parameter(exchange, "ms"));
    answer(exchange, "slow");
  }

  private static void stream(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      for (int left = parameter(exchange, "n"); left > 0; left--) {
        body.write("chunk\n".getBytes(UTF_8));
        body.flush();
        pause(parameter(exchange, "ms"));
      }
    }
  }

  private static int parameter(HttpExchange exchange, String name) {
    for (String pair : exchange.getRequestURI().getQuery().split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return Integer.parseInt(pair.substring(name.length() + 1));
      }
    }
    throw new IllegalArgumentException(name + " missing: " + exchange.getRequestURI());
  }

  /** The time the service takes for its work. */
  public static void pause(int millis) {
    try {
      boolean over = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
      assert !over;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
