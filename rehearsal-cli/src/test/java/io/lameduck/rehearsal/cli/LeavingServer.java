package io.lameduck.rehearsal.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** A service of one page; after SIGTERM it goes on for a while, in the manner of its argument. */
public final class LeavingServer {
  private static final int LINGER_MILLIS = 2500;

  private final Manner manner;
  private volatile boolean terminating;

  private LeavingServer(Manner manner) {
    this.manner = manner;
  }

  public static void main(String[] arguments) throws IOException {
    LeavingServer service = new LeavingServer(Manner.valueOf(arguments[0]));
    Signal.handle(new Signal("TERM"), signal -> service.terminate());
    int port = Integer.parseInt(System.getenv("PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 1000);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", service::answer);
    server.createContext("/missing", exchange -> respond(exchange, 404));
    server.start();
  }

  private void terminate() {
    terminating = true;
    CompletableFuture.runAsync(
        () -> Runtime.getRuntime().halt(0),
        CompletableFuture.delayedExecutor(LINGER_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (terminating) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    respond(exchange, terminating ? manner.status : 200);
  }

  private static void respond(HttpExchange exchange, int status) throws IOException {
    byte[] body = "hello".getBytes(US_ASCII);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** How it answers after SIGTERM. */
  enum Manner {
    GRACEFUL(200),
    ANSWERS_503(503);

    private final int status;

    Manner(int status) {
      this.status = status;
    }
  }
}
