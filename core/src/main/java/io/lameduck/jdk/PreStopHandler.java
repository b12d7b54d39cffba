package io.lameduck.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lameduck.jdk.ProbeServer.PreStopEndpoint;
import io.lameduck.probe.ProbeAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a preStop call and holds it until the lame duck is over. The kubelet sends a GET, so a GET
 * changes state here: the endpoint exists only where it is configured, on the probe port only, and
 * can ask for a token.
 */
final class PreStopHandler implements HttpHandler {
  /** The header that carries the token. */
  static final String TOKEN_HEADER = "Lameduck-Token";

  private final PreStopEndpoint endpoint;

  PreStopHandler(PreStopEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    ProbeHandler.send(exchange, answer(exchange));
  }

  private ProbeAnswer answer(HttpExchange exchange) {
    if (!exchange.getRequestURI().getRawPath().equals(endpoint.path())) {
      return ProbeAnswer.text(404, "not found");
    } else if (!exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET");
      return ProbeAnswer.text(405, "method not allowed");
    } else if (!allowed(exchange.getRequestHeaders().getFirst(TOKEN_HEADER))) {
      return ProbeAnswer.text(403, "forbidden");
    }
    return await();
  }

  /**
   * Interrupted when all threads are wanted for probes: the lame duck goes on all the same. The
   * interrupt must not be kept, or it would close the connection instead of the answer being sent.
   */
  private ProbeAnswer await() {
    try {
      String end = endpoint.preStop().begin().toCompletableFuture().get();
      return ProbeAnswer.text(200, "the lame duck is over: " + end);
    } catch (InterruptedException e) {
      return ProbeAnswer.text(503, "the lame duck goes on");
    } catch (ExecutionException e) {
      return ProbeAnswer.text(500, "failed");
    }
  }

  private boolean allowed(@Nullable String token) {
    Optional<String> wanted = endpoint.token();
    return wanted.isEmpty()
        || (token != null && MessageDigest.isEqual(utf8(token), utf8(wanted.get())));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
