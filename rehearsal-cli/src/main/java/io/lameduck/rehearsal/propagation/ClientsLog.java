package io.lameduck.rehearsal.propagation;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.lameduck.rehearsal.cluster.Await;
import io.lameduck.rehearsal.cluster.ClusterFailed;
import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the clients in a pod have seen, as the last line of its log says it. */
final class ClientsLog {
  /** Each client of a path has tried; more would take minutes where names are looked up in vain. */
  private static final long CONNECTIONS = Askers.PER_PATH;

  private final NamespacedKubernetesClient client;
  private final String pod;
  private final Duration patience;

  ClientsLog(NamespacedKubernetesClient client, Pod pod, Duration patience) {
    this.client = client;
    this.pod = pod.getMetadata().getName();
    this.patience = patience;
  }

  /** One line of it. */
  static String line(Map<String, Seen> seen) {
    return JsonMapper.shared().writeValueAsString(seen);
  }

  /** Waits until all paths were tried, and tells on which there are answers. */
  Set<String> awaitAnswers() throws InterruptedException {
    Map<String, Seen> seen =
        await(all -> all.values().stream().allMatch(path -> path.connections() >= CONNECTIONS));
    Set<String> answering =
        seen.entrySet().stream()
            .filter(path -> path.getValue().failed() < path.getValue().connections())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (answering.isEmpty()) {
      throw new ClusterFailed(
          Reason.NO_ANSWER,
          "no path brought an answer: "
              + seen.values().stream().map(Seen::failure).collect(Collectors.joining("; "))
              + " (expected: pods of the namespace reach each other)");
    }
    return answering;
  }

  /** What has been seen by a moment from now on. */
  Map<String, Seen> next() throws InterruptedException {
    long asked = connections(last());
    return await(all -> connections(all) > asked);
  }

  private static long connections(Map<String, Seen> seen) {
    return seen.values().stream().mapToLong(Seen::connections).sum();
  }

  private interface Condition {
    boolean holds(Map<String, Seen> seen);
  }

  private Map<String, Seen> await(Condition condition) throws InterruptedException {
    AtomicReference<Map<String, Seen>> seen = new AtomicReference<>(Map.of());
    Await.until(
        () -> {
          seen.set(last());
          return !seen.get().isEmpty() && condition.holds(seen.get());
        },
        patience,
        () ->
            new ClusterFailed(
                Reason.CLUSTER,
                "pod "
                    + pod
                    + " of the clients says nothing (expected: what it has seen, each second)"));
    return seen.get();
  }

  /** Empty before it has said anything. */
  private Map<String, Seen> last() {
    try {
      return parse(client.pods().withName(pod).tailingLines(1).getLog()).orElse(Map.of());
    } catch (KubernetesClientException e) {
      return Map.of(); // its container has not begun
    }
  }

  /** What {@link #line} has written; empty if it is something else, such as half a line. */
  static Optional<Map<String, Seen>> parse(String line) {
    try {
      return Optional.of(
          JsonMapper.shared().readValue(line, new TypeReference<Map<String, Seen>>() {}));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
