package io.lameduck.internal.health;

import io.lameduck.probe.ProbeAnswer;
import java.util.Map;

/** What the probes say. */
final class ProbeAnswers {
  static final ProbeAnswer OK = ProbeAnswer.text(200, "ok");
  static final ProbeAnswer UNAVAILABLE = ProbeAnswer.text(503, "unavailable");
  static final ProbeAnswer NOT_FOUND = ProbeAnswer.text(404, "not found");
  static final ProbeAnswer NOT_ALLOWED =
      new ProbeAnswer(
          405,
          Map.of(
              "Content-Type", "text/plain; charset=utf-8",
              "Cache-Control", "no-store",
              "Allow", "GET, HEAD"),
          "method not allowed\n");

  private ProbeAnswers() {}

  static ProbeAnswer of(boolean passing) {
    return passing ? OK : UNAVAILABLE;
  }

  static ProbeAnswer of(boolean passing, JsonObject json) {
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store");
    return new ProbeAnswer(passing ? 200 : 503, headers, json + "\n");
  }
}
