package io.lameduck.rehearsal.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a rehearsal, as data.
 *
 * @param service its name
 * @param scenario what was rehearsed, such as {@code rolling update}
 * @param begun when the first pod was started
 * @param loadBegan when the clients began to ask, since {@code begun}
 * @param took from {@code begun} to the last client's last answer
 * @param complete whether the scenario was played to its end; false if it ended at its first
 *     failure
 * @param settings what the run can be repeated with, in the order in which to show them
 * @param propagation how late the clients learned of changes of the endpoints; null where a cluster
 *     decides that, and nobody knows
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
    @Nullable Propagation propagation,
    List<EndpointChange> endpoints,
    List<PodHistory> pods,
    Results results,
    Verdict verdict) {
  public Report {
    endpoints = List.copyOf(endpoints);
    pods = List.copyOf(pods);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
