package io.lameduck.examples.okeydokey;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.Lameduck;
import io.lameduck.rehearsal.load.Load;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a Service until SIGTERM, with clients that never try again, and counts what fails. It is a
 * client itself: nobody routes to it, so it has nothing to drain.
 */
public final class Prober {
  private static final Path TERMINATION_LOG = Path.of("/dev/termination-log");

  private Prober() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(Prober::probe); // what it throws becomes the termination message
  }

  private static void probe() throws IOException, InterruptedException {
    String clients = setting("CLIENTS", "kept-alive=4 fresh=4");
    try (Load load = Probing.of(setting("TARGET", "okeydokey:80"), clients).start()) {
      serveResults(load);
      logUntilSigterm(load);
      exit(Score.of(load.results()));
    }
  }

  private static String setting(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  private static void serveResults(Load load) throws IOException {
    int port = Integer.parseInt(setting("PORT", "8080"));
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

  private static void logUntilSigterm(Load load) throws InterruptedException {
    CountDownLatch sigterm = new CountDownLatch(1);
    Signal.handle(new Signal("TERM"), signal -> sigterm.countDown());
    ScoreLog scores = new ScoreLog();
    while (!sigterm.await(1, SECONDS)) {
      scores.tell(load.results());
    }
    scores.tell(load.stop());
  }

  private static void exit(Score score) throws IOException {
    if (Files.exists(TERMINATION_LOG)) {
      Files.writeString(TERMINATION_LOG, score.toString(), StandardOpenOption.TRUNCATE_EXISTING);
    }
    System.exit(score.failed() == 0 ? 0 : 1);
  }
}
