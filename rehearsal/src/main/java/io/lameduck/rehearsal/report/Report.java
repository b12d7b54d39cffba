package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.load.EndpointChange;
import io.lameduck.rehearsal.load.Propagation;
import io.lameduck.rehearsal.load.Results;
import io.lameduck.rehearsal.pod.PodHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a rehearsal.
 *
 * @param service its name
 * @param scenario what was rehearsed, such as {@code rolling update}
 * @param begun when the first pod was started
 * @param loadBegan when the clients began to ask, since {@code begun}
 * @param took from {@code begun} to the last client's last answer
 * @param complete whether the scenario was played to its end; false if it ended at its first
 *     failure
 * @param settings what the run can be repeated with, in the order in which to show them
 * @param propagation how late the clients learned of changes of the endpoints
 * @param endpoints every change, as the control plane knows it at once
 * @param pods in the order in which they were started
 * @param verdict whether it passed
 */
public record Report(
    String service,
    String scenario,
    Instant begun,
    Duration loadBegan,
    Duration took,
    boolean complete,
    Map<String, String> settings,
    Propagation propagation,
    List<EndpointChange> endpoints,
    List<PodHistory> pods,
    Results results,
    Verdict verdict) {
  public Report {
    endpoints = List.copyOf(endpoints);
    pods = List.copyOf(pods);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The verdict in one line: {@code PASSED: rolling update of hello: ...}. */
  public String verdictLine() {
    return Headline.of(this);
  }

  /** The tables, the advice and the verdict, for a terminal of 100 columns. */
  public String text() {
    return TextReport.of(this);
  }

  /** The whole report as JSON. */
  public String json() {
    return JsonReport.of(this);
  }

  /**
   * Writes {@code report.html}, {@code report.json} and {@code report.txt} into a folder, which is
   * created if need be.
   *
   * @throws IOException if that fails
   */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.html"), HtmlReport.of(this));
    Files.writeString(folder.resolve("report.json"), json());
    Files.writeString(folder.resolve("report.txt"), text());
  }

  /**
   * Returns this report if the rehearsal passed.
   *
   * @throws AssertionError with what is needed to see why not, otherwise
   */
  public Report assertNoFailedRequest() {
    if (!verdict.passed()) {
      throw new AssertionError(text());
    }
    return this;
  }
}
