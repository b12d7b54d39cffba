package io.lameduck.examples.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.jdk.JdkServer;
import io.lameduck.probe.StandardChecks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that Prometheus watches to its very end. */
public final class Monitored {
  private Monitored() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(Monitored::start);
  }

  private static void start() throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpServer server = HttpServer.create(new InetSocketAddress(port("PORT", "8080")), 0);
    server.setExecutor(threads);
    server.createContext("/", Monitored::hello);
    server.createContext("/slow", Monitored::slow);

    Lameduck lameduck =
        Lameduck.builder()
            .serve(JdkServer.of(server))
            .readiness("disk", StandardChecks.freeDiskSpace(Path.of("/tmp"), 1 << 20))
            .closeLast("threads", threads::shutdownNow)
            .start();
    MetricsPort.open(port("METRICS_PORT", "8082"), lameduck);
  }

  private static int port(String variable, String otherwise) {
    return Integer.parseInt(System.getenv().getOrDefault(variable, otherwise));
  }

  private static void hello(HttpExchange exchange) throws IOException {
    byte[] body = "hello\n".getBytes(UTF_8);
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** {@code /slow?ms=2000} takes two seconds. */
  private static void slow(HttpExchange exchange) throws IOException {
    String millis = exchange.getRequestURI().getQuery().replace("ms=", "");
    try {
      Thread.sleep(Integer.parseInt(millis));
      hello(exchange);
    } catch (InterruptedException e) {
      exchange.close();
    }
  }
}
