package io.lameduck.internal.probeport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.probe.ProbeAnswer;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes a preStop call and holds it until the lame duck is over. The kubelet sends a GET, so a GET
 * changes state here: the endpoint exists only where it is configured, on the probe port only, and
 * can ask for a token.
 *
 * @param path its path
 * @param token what the header {@value #TOKEN_HEADER} has to hold, if anything
 * @param preStop what a call begins
 */
public record PreStopEndpoint(String path, Optional<String> token, PreStop preStop) {
  /** The header that carries the token. */
  static final String TOKEN_HEADER = "Lameduck-Token";

  /** What is said to a call that is given up for others. */
  static final ProbeAnswer GOES_ON = ProbeAnswer.text(503, "the lame duck goes on");

  private static final ProbeAnswer NOT_ALLOWED =
      new ProbeAnswer(
          405,
          Map.of(
              "Content-Type", "text/plain; charset=utf-8",
              "Cache-Control", "no-store",
              "Allow", "GET"),
          "method not allowed\n");
  private static final ProbeAnswer FORBIDDEN = ProbeAnswer.text(403, "forbidden");
  private static final ProbeAnswer FAILED = ProbeAnswer.text(500, "failed");

  /** Refuses null. */
  public PreStopEndpoint {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(preStop, "preStop");
  }

  CompletionStage<ProbeAnswer> answer(RequestHead request) {
    if (!request.method().equals("GET")) {
      return CompletableFuture.completedFuture(NOT_ALLOWED);
    } else if (!allows(request.header(TOKEN_HEADER))) {
      return CompletableFuture.completedFuture(FORBIDDEN);
    }
    return preStop.begin().handle((end, failure) -> failure == null ? over(end) : FAILED);
  }

  private static ProbeAnswer over(String end) {
    return ProbeAnswer.text(200, "the lame duck is over: " + end);
  }

  private boolean allows(Optional<String> given) {
    return token.isEmpty()
        || (given.isPresent()
            && MessageDigest.isEqual(given.get().getBytes(UTF_8), token.get().getBytes(UTF_8)));
  }
}
