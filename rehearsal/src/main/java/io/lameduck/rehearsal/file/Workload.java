package io.lameduck.rehearsal.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A Deployment, a StatefulSet or a Pod, and where in it things stand.
 *
 * @param document the whole of it
 */
record Workload(Yaml document) {
  private static final Set<String> KINDS = Set.of("Deployment", "StatefulSet", "Pod");

  /** Of several in a file, the first that has the container; without a name, the first. */
  static Workload in(Path file, List<Yaml> documents, String containerName) {
    List<Workload> all =
        documents.stream()
            .filter(document -> KINDS.contains(document.at("kind").text("")))
            .map(Workload::new)
            .toList();
    if (all.isEmpty()) {
      throw new InvalidFile(
          file + ": no " + String.join(", ", KINDS.stream().sorted().toList()) + " in it");
    }
    return all.stream().filter(each -> each.has(containerName)).findFirst().orElse(all.get(0));
  }

  private boolean has(String containerName) {
    return containers().stream().anyMatch(each -> each.at("name").text("").equals(containerName));
  }

  private boolean isPod() {
    return document.at("kind").text("").equals("Pod");
  }

  private Yaml template() {
    return isPod() ? document : document.at("spec").at("template");
  }

  private Yaml pod() {
    return template().at("spec");
  }

  String name() {
    return document.at("metadata").at("name").text("service");
  }

  int replicas() {
    return isPod() ? 1 : Math.max(1, document.at("spec").at("replicas").integer(1));
  }

  Duration minReady() {
    return document.at("spec").at("minReadySeconds").seconds(0);
  }

  Duration gracePeriod() {
    Yaml place = pod().at("terminationGracePeriodSeconds");
    if (place.integer(0) < 0) {
      throw place.wrong(">= 0");
    }
    return place.seconds(30);
  }

  boolean isOnHostNetwork() {
    return pod().at("hostNetwork").isTrue();
  }

  List<Yaml> containers() {
    return pod().at("containers").items();
  }

  /** The one of this name; without a name, the first. */
  Yaml container(String name) {
    return containers().stream()
        .filter(each -> name.isEmpty() || each.at("name").text("").equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                pod().at("containers").wrong(name.isEmpty() ? "a container" : "one named " + name));
  }

  /** How many there are, init containers among them. */
  int allContainers() {
    return containers().size() + pod().at("initContainers").items().size();
  }

  /** Whether the pod's labels meet a selector; one that asks for nothing is met. */
  boolean isSelectedBy(Yaml selector) {
    Yaml labels = template().at("metadata").at("labels");
    return selector.fields().entrySet().stream()
        .allMatch(asked -> asked.getValue().text().equals(labels.at(asked.getKey()).text()));
  }
}
