package io.lameduck.rehearsal.propagation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * A pod that answers after SIGTERM as before, and says in each answer how long ago that was. So
 * those who ask learn how late they are, by one clock. Thread-safe.
 */
final class TargetPod implements AutoCloseable {
  private static final long RUNNING = Long.MIN_VALUE;

  private final String name;
  private final LongSupplier nanos;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile long terminated = RUNNING;

  private TargetPod(String name, LongSupplier nanos, HttpServer server) {
    this.name = name;
    this.nanos = nanos;
    this.server = server;
  }

  /** Listens on all addresses; 0 is a free port. */
  static TargetPod start(String name, int port) throws IOException {
    return start(name, port, System::nanoTime);
  }

  static TargetPod start(String name, int port, LongSupplier nanos) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 1024);
    TargetPod pod = new TargetPod(name, nanos, server);
    server.setExecutor(pod.threads);
    server.createContext("/", pod::answer);
    server.start();
    return pod;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** It was told to end. */
  void terminate() {
    terminated = nanos.getAsLong();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = (sighting() + "\n").getBytes(US_ASCII);
      exchange.getResponseHeaders().set("Connection", "close");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Sighting sighting() {
    long since = terminated;
    return new Sighting(
        name,
        since == RUNNING
            ? Optional.empty()
            : Optional.of(Duration.ofNanos(nanos.getAsLong() - since)));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
