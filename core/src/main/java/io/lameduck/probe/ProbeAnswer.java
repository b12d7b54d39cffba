package io.lameduck.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Objects;

/**
 * The answer to a probe. Whoever sends it adds {@code Content-Length}, and leaves out the body
 * where the method was HEAD.
 *
 * @param status 200, 503, 404 or 405
 * @param headers names and values; {@code Cache-Control: no-store} is always among them
 * @param body short text or JSON
 * @since 0.1.0
 */
public record ProbeAnswer(int status, Map<String, String> headers, String body) {
  /** Keeps a copy of the headers. */
  public ProbeAnswer {
    Objects.requireNonNull(headers, "headers");
    Objects.requireNonNull(body, "body");
    headers = Map.copyOf(headers);
  }

  /** The body in UTF-8, less than 10 KiB; a new array each time. */
  public byte[] bytes() {
    return body.getBytes(UTF_8);
  }

  /** An answer in a word or two, for what stands beside the probes. */
  public static ProbeAnswer text(int status, String text) {
    Objects.requireNonNull(text, "text");
    Map<String, String> headers =
        Map.of("Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store");
    return new ProbeAnswer(status, headers, text + "\n");
  }
}
