package io.lameduck.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * The answer to a probe. Whoever sends it adds {@code Content-Length}, and leaves out the body
 * where the method was HEAD.
 *
 * @param status 200, 503, 404 or 405
 * @param headers names and values; {@code Cache-Control: no-store} is always among them
 * @param body short text or JSON
 */
public record ProbeAnswer(int status, Map<String, String> headers, String body) {
  static final ProbeAnswer OK = text(200, "ok");
  static final ProbeAnswer UNAVAILABLE = text(503, "unavailable");
  static final ProbeAnswer NOT_FOUND = text(404, "not found");
  static final ProbeAnswer NOT_ALLOWED =
      new ProbeAnswer(
          405,
          Map.of(
              "Content-Type", "text/plain; charset=utf-8",
              "Cache-Control", "no-store",
              "Allow", "GET, HEAD"),
          "method not allowed\n");

  /** Keeps a copy of the headers. */
  public ProbeAnswer {
    headers = Map.copyOf(headers);
  }

  /** The body in UTF-8, less than 10 KiB; a new array each time. */
  public byte[] bytes() {
    return body.getBytes(UTF_8);
  }

  static ProbeAnswer of(boolean passing) {
    return passing ? OK : UNAVAILABLE;
  }

  static ProbeAnswer json(boolean passing, JsonObject json) {
    return of(passing ? 200 : 503, "application/json", json.toString());
  }

  /** An answer in a word or two, for what stands beside the probes. */
  public static ProbeAnswer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text);
  }

  private static ProbeAnswer of(int status, String type, String body) {
    Map<String, String> headers = Map.of("Content-Type", type, "Cache-Control", "no-store");
    return new ProbeAnswer(status, headers, body + "\n");
  }
}
