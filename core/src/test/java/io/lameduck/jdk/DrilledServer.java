package io.lameduck.jdk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Reply;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadPoolExecutor;

/** A server of the JDK on a free port, in a service that can be drilled. */
final class DrilledServer implements AutoCloseable {
  private final Deque<Wire> opened = new ArrayDeque<>();
  private final ThreadPoolExecutor threads;
  private final HttpServer http;
  private final Drill drill;

  private DrilledServer(HttpServer http, ThreadPoolExecutor threads) {
    this.http = http;
    this.threads = threads;
    this.drill = new Drill(JdkServer.of(http));
  }

  static DrilledServer withThreads(int threads) throws IOException {
    DrilledServer server = withoutThreads(threads);
    server.http.setExecutor(server.threads);
    return server;
  }

  /** A server that runs its handlers on its dispatcher. */
  static DrilledServer withoutThreads() throws IOException {
    return withoutThreads(1);
  }

  private static DrilledServer withoutThreads(int spare) throws IOException {
    return new DrilledServer(HttpServer.create(freePort(), 0), QuietThreads.pool(spare));
  }

  static InetSocketAddress freePort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Answers every request with the text. */
  static HttpHandler answering(String text) {
    return exchange -> {
      exchange.sendResponseHeaders(200, text.length());
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(text.getBytes(US_ASCII));
      }
    };
  }

  HttpServer http() {
    return http;
  }

  Drill drill() {
    return drill;
  }

  /** How many requests wait for a thread. */
  int waiting() {
    return threads.getQueue().size();
  }

  int port() {
    return http.getAddress().getPort();
  }

  Wire open() throws IOException {
    Wire wire = Wire.to(port());
    opened.push(wire);
    return wire;
  }

  Reply get(String path) throws IOException {
    return open().get(path).reply();
  }

  @Override
  public void close() throws IOException {
    drill.close();
    http.stop(0);
    for (Wire wire : opened) {
      wire.close();
    }
    threads.shutdownNow();
  }
}
