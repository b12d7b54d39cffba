package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.ColdStart;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.EndpointChange;
import io.lameduck.rehearsal.model.Failure;
import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.Latency;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs. All times are seconds; fields may be added, and are not renamed. */
final class JsonReport {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ObjectNode root = MAPPER.createObjectNode();

  private JsonReport() {}

  static String of(Report report) {
    JsonReport json = new JsonReport();
    json.summary(report);
    json.clients(report);
    json.pods(report);
    json.endpoints(report);
    json.failures(report.results().failures());
    json.timeline(report);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json.root) + "\n";
  }

  private void summary(Report report) {
    root.put("verdict", report.verdict().passed() ? "passed" : "failed");
    texts(root.putArray("reasons"), report.verdict().reasons());
    root.put("summary", Headline.of(report));
    root.put("service", report.service());
    root.put("scenario", report.scenario());
    root.put("begun", report.begun().toString());
    root.put("loadBeganSeconds", Seconds.number(report.loadBegan()));
    root.put("tookSeconds", Seconds.number(report.took()));
    root.put("complete", report.complete());
    ObjectNode settings = root.putObject("settings");
    report.settings().forEach(settings::put);
    root.put("requests", report.results().requests());
    root.put("failed", report.results().failed());
    report
        .results()
        .coldStarts()
        .ofNewPods()
        .ifPresent(newPods -> ColdStartJson.write(newPods, root.putObject("coldStart")));
    texts(root.putArray("advice"), Advice.of(report));
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private void clients(Report report) {
    ObjectNode clients = root.putObject("clients");
    new TreeMap<>(report.results().byClient())
        .forEach(
            (client, count) -> {
              ObjectNode node = clients.putObject(client.label());
              count(node, count);
              Latency latency = report.results().latency().get(client);
              if (latency != null) {
                node.put("latencyMedianSeconds", latency.median().toNanos() / 1e9);
                node.put("latencyP99Seconds", latency.p99().toNanos() / 1e9);
                node.put("latencyMaxSeconds", latency.max().toNanos() / 1e9);
              }
            });
  }

  private static void count(ObjectNode node, Count count) {
    node.put("requests", count.requests());
    node.put("failed", count.failed());
    ObjectNode failures = node.putObject("failures");
    FailureCounts.of(count).byKind().forEach((kind, number) -> failures.put(kind.label(), number));
  }

  private void pods(Report report) {
    ArrayNode pods = root.putArray("pods");
    for (PodHistory pod : report.pods()) {
      ObjectNode node = pods.addObject();
      node.put("name", pod.name());
      node.put("restarts", pod.restarts());
      Count count = report.results().byPod().get(pod.name());
      if (count != null) {
        count(node, count);
      }
      late(node, report.results().lateConnections().get(pod.name()));
      ColdStart coldStart = report.results().coldStarts().byPod().get(pod.name());
      if (coldStart != null) {
        ColdStartJson.write(coldStart, node.putObject("coldStart"));
      }
      end(node, pod.end());
      events(node.putArray("events"), pod.events());
    }
  }

  private static void late(ObjectNode node, @Nullable LateConnections late) {
    if (late != null) {
      ObjectNode connections = node.putObject("lateConnections");
      connections.put("count", late.count());
      connections.put("medianSeconds", Seconds.number(late.median()));
      connections.put("p90Seconds", Seconds.number(late.p90()));
      connections.put("p99Seconds", Seconds.number(late.p99()));
      connections.put("lastSeconds", Seconds.number(late.last()));
    }
  }

  private static void end(ObjectNode node, @Nullable PodEnd end) {
    if (end != null) {
      ObjectNode ended = node.putObject("end");
      ended.put("exitCode", end.exitCode());
      ended.put("killed", end.killed());
      ended.put("afterDeletionSeconds", Seconds.number(end.afterDeletion()));
      ended.put("afterSigtermSeconds", Seconds.number(end.afterSigterm()));
      ended.put("terminationMessage", end.message());
    }
  }

  private static void events(ArrayNode array, List<PodEvent> events) {
    for (PodEvent event : events) {
      ObjectNode node = array.addObject();
      node.put("atSeconds", Seconds.number(event.at()));
      node.put("event", event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      node.put("detail", event.detail());
    }
  }

  private void endpoints(Report report) {
    if (report.propagation() != null) {
      propagation(root.putObject("propagation"), report.propagation());
    }
    ArrayNode array = root.putArray("endpoints");
    for (EndpointChange change : report.endpoints()) {
      ObjectNode node = array.addObject();
      node.put("atSeconds", Seconds.number(change.at()));
      node.put("pod", change.pod());
      node.put("added", change.added());
    }
  }

  private static void propagation(ObjectNode node, Propagation propagation) {
    node.put("usualSeconds", Seconds.number(propagation.usual()));
    node.put("tailSeconds", Seconds.number(propagation.tail()));
    node.put("tailEvery", propagation.tailEvery());
  }

  private void failures(List<Failure> failures) {
    ArrayNode array = root.putArray("firstFailures");
    for (Failure failure : failures) {
      ObjectNode node = array.addObject();
      node.put("atSeconds", Seconds.number(failure.at()));
      node.put("client", failure.client().label());
      node.put("pod", failure.pod());
      node.put("failure", failure.kind().label());
      node.put("detail", failure.detail());
    }
  }

  private void timeline(Report report) {
    Timeline timeline = report.results().timeline();
    ObjectNode node = root.putObject("timeline");
    node.put("sliceSeconds", Seconds.number(timeline.slice()));
    ArrayNode tracks = node.putArray("tracks");
    for (Timeline.Track track : timeline.tracks()) {
      ObjectNode each = tracks.addObject();
      each.put("pod", track.pod());
      each.put("client", track.client().label());
      track.good().forEach(each.putArray("good")::add);
      track.failed().forEach(each.putArray("failed")::add);
    }
  }
}
