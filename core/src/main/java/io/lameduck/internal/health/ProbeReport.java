package io.lameduck.internal.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.probe.CheckState;
import io.lameduck.probe.ProbeDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The JSON of a verbose answer, with as much as the configuration allows. Failing checks come first
 * and the rest is left out where there are too many: the kubelet reads 10 KiB of a body.
 */
record ProbeReport(ProbeDetails details, String phase) {
  private static final int MAX_BYTES_OF_CHECKS = 9 * 1024;

  JsonObject of(boolean passing, List<CheckState> checks) {
    List<JsonObject> shown = fitting(checks);
    JsonObject report = new JsonObject().with("status", passing ? "ok" : "unavailable");
    if (details == ProbeDetails.FULL) {
      report.with("phase", phase);
    }
    report.with("checks", shown);
    if (shown.size() < checks.size()) {
      report.with("omitted", checks.size() - shown.size());
    }
    return report;
  }

  private List<JsonObject> fitting(List<CheckState> checks) {
    List<JsonObject> fitting = new ArrayList<>();
    int bytes = 0;
    for (CheckState check : failingFirst(checks)) {
      JsonObject json = json(check);
      bytes += json.toString().getBytes(UTF_8).length + ", ".length();
      if (bytes > MAX_BYTES_OF_CHECKS) {
        break;
      }
      fitting.add(json);
    }
    return fitting;
  }

  private JsonObject json(CheckState check) {
    JsonObject json =
        new JsonObject().with("name", check.name()).with("status", check.status().name());
    if (details == ProbeDetails.FULL) {
      json.with("detail", check.detail())
          .with("durationMillis", millis(check.lastDuration()))
          .with("ageMillis", millis(check.age()));
    }
    return json;
  }

  private static List<CheckState> failingFirst(List<CheckState> checks) {
    return checks.stream().sorted(Comparator.comparing(CheckState::passing)).toList();
  }

  private static double millis(Duration duration) {
    long micros = duration.toNanos() / 1_000; // nothing below means anything
    return micros / 1_000.0;
  }
}
