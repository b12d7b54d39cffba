package io.lameduck.rehearsal.report;

import static java.util.stream.Collectors.toMap;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.ColdStarts;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.EndpointChange;
import io.lameduck.rehearsal.model.Failure;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.Latency;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.Timeline;
import io.lameduck.rehearsal.model.Timeline.Track;
import io.lameduck.rehearsal.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A report as it was before it became JSON, but for the logs of the pods. */
final class RecordedReport {
  private static final Latency NO_LATENCY =
      new Latency(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private final JsonNode root;

  private RecordedReport(JsonNode root) {
    this.root = root;
  }

  static Report of(String json) {
    return new RecordedReport(JsonMapper.builder().build().readTree(json)).report();
  }

  private Report report() {
    Map<String, String> settings = new LinkedHashMap<>();
    root.get("settings")
        .properties()
        .forEach(it -> settings.put(it.getKey(), it.getValue().asString()));
    return new Report(
        root.get("service").asString(),
        root.get("scenario").asString(),
        Instant.parse(root.get("begun").asString()),
        seconds(root.get("loadBeganSeconds")),
        seconds(root.get("tookSeconds")),
        root.get("complete").asBoolean(),
        settings,
        propagation(root.get("propagation")),
        list(root.get("endpoints"), RecordedReport::endpoint),
        list(root.get("pods"), RecordedReport::pod),
        results(),
        new Verdict(list(root.get("reasons"), JsonNode::asString)));
  }

  private static Propagation propagation(JsonNode node) {
    return new Propagation(
        seconds(node.get("usualSeconds")),
        seconds(node.get("tailSeconds")),
        node.get("tailEvery").asInt());
  }

  private static EndpointChange endpoint(JsonNode node) {
    return new EndpointChange(
        seconds(node.get("atSeconds")), node.get("pod").asString(), node.get("added").asBoolean());
  }

  private static PodHistory pod(JsonNode node) {
    return new PodHistory(
        node.get("name").asString(),
        list(node.get("events"), RecordedReport::event),
        node.has("end") ? end(node.get("end")) : null,
        List.of());
  }

  private static PodEvent event(JsonNode node) {
    PodEvent.Kind kind = PodEvent.Kind.valueOf(constant(node.get("event")));
    return new PodEvent(seconds(node.get("atSeconds")), kind, node.get("detail").asString());
  }

  private static PodEnd end(JsonNode node) {
    return new PodEnd(
        node.get("exitCode").asInt(),
        node.get("killed").asBoolean(),
        seconds(node.get("afterDeletionSeconds")),
        seconds(node.get("afterSigtermSeconds")),
        node.get("terminationMessage").asString());
  }

  private Results results() {
    Map<ClientKind, Count> byClient = new HashMap<>();
    Map<ClientKind, Latency> latency = new HashMap<>();
    for (Map.Entry<String, JsonNode> client : root.get("clients").properties()) {
      ClientKind kind = ClientKind.valueOf(constant(client.getKey()));
      byClient.put(kind, count(client.getValue()));
      if (client.getValue().has("latencyP99Seconds")) {
        latency.put(kind, latency(client.getValue(), "latency"));
      }
    }
    return new Results(
        byClient,
        podsWith("requests", RecordedReport::count),
        latency,
        podsWith("lateConnections", pod -> late(pod.get("lateConnections"))),
        list(root.get("firstFailures"), RecordedReport::failure),
        timeline(root.get("timeline")),
        new ColdStarts(podsWith("coldStart", pod -> coldStart(pod.get("coldStart"))), newPods()));
  }

  private @Nullable ColdStart newPods() {
    return root.has("coldStart") ? coldStart(root.get("coldStart")) : null;
  }

  private <T> Map<String, T> podsWith(String field, Function<JsonNode, T> read) {
    return root.get("pods")
        .valueStream()
        .filter(pod -> pod.has(field))
        .collect(toMap(pod -> pod.get("name").asString(), read));
  }

  private static Count count(JsonNode node) {
    Map<FailureKind, Long> failures = new HashMap<>();
    for (Map.Entry<String, JsonNode> failure : node.get("failures").properties()) {
      failures.put(FailureKind.valueOf(constant(failure.getKey())), failure.getValue().asLong());
    }
    return new Count(node.get("requests").asLong(), failures);
  }

  private static Latency latency(JsonNode node, String name) {
    return new Latency(
        precisely(node.get(name + "MedianSeconds")),
        precisely(node.get(name + "P99Seconds")),
        precisely(node.get(name + "MaxSeconds")));
  }

  private static LateConnections late(JsonNode node) {
    return new LateConnections(
        node.get("count").asLong(),
        seconds(node.get("medianSeconds")),
        seconds(node.get("p90Seconds")),
        seconds(node.get("p99Seconds")),
        seconds(node.get("lastSeconds")));
  }

  private static Failure failure(JsonNode node) {
    return new Failure(
        seconds(node.get("atSeconds")),
        ClientKind.valueOf(constant(node.get("client"))),
        node.get("pod").asString(),
        FailureKind.valueOf(constant(node.get("failure"))),
        node.get("detail").asString());
  }

  private static Timeline timeline(JsonNode node) {
    return new Timeline(
        seconds(node.get("sliceSeconds")), list(node.get("tracks"), RecordedReport::track));
  }

  private static Track track(JsonNode node) {
    return new Track(
        node.get("pod").asString(),
        ClientKind.valueOf(constant(node.get("client"))),
        list(node.get("good"), JsonNode::asInt),
        list(node.get("failed"), JsonNode::asInt));
  }

  private static ColdStart coldStart(JsonNode node) {
    return new ColdStart(
        node.get("firstRequests").asLong(),
        latency(node, "first"),
        node.get("steadyRequests").asLong(),
        node.get("steadyRequests").asLong() > 0 ? latency(node, "steady") : NO_LATENCY,
        node.get("conclusive").asBoolean());
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    return array.valueStream().map(read).toList();
  }

  private static String constant(JsonNode label) {
    return constant(label.asString());
  }

  private static String constant(String label) {
    return label.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Duration seconds(JsonNode node) {
    return Duration.ofMillis(Math.round(1000 * node.asDouble()));
  }

  private static Duration precisely(JsonNode node) {
    return Duration.ofNanos(Math.round(1e9 * node.asDouble()));
  }
}
