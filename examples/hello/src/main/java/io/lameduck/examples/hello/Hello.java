package io.lameduck.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.jdk.JdkServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small service on the JDK's HTTP server that drops no request when it is told to end. */
public final class Hello {
  private static final byte[] KIBIBYTE = "hello, world! \n\n".repeat(64).getBytes(UTF_8);

  private Hello() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(Hello::start); // what it throws becomes the termination message
  }

  private static void start() throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(threads);
    server.createContext("/", Hello::root);
    server.createContext("/slow", Hello::slow);
    server.createContext("/stream", Hello::stream);

    Lameduck.builder()
        .serve(JdkServer.of(server))
        .closeLast("threads", threads::shutdownNow)
        .start();
  }

  private static void root(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean posted = exchange.getRequestMethod().equals("POST");
    answer(exchange, posted ? (body.length + "\n").getBytes(UTF_8) : KIBIBYTE);
  }

  private static void slow(HttpExchange exchange) throws IOException {
    pause(number(exchange, "ms", 1000));
    answer(exchange, KIBIBYTE);
  }

  private static void stream(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0); // chunked
    try (OutputStream body = exchange.getResponseBody()) {
      for (int i = 0; i < number(exchange, "n", 10); i++) {
        pause(number(exchange, "ms", 100));
        body.write(KIBIBYTE);
        body.flush();
      }
    }
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static int number(HttpExchange exchange, String name, int otherwise) {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    Matcher matcher = Pattern.compile("(?:^|&)" + name + "=(\\d{1,6})(?:&|$)").matcher(query);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
  }

  private static void pause(int millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
