package io.lameduck.rehearsal.file;

import io.lameduck.rehearsal.Step;
import io.lameduck.rehearsal.pod.PodSpec;
import io.lameduck.rehearsal.pod.TerminationMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A workload as a manifest describes it, ready to be rehearsed. */
public final class Manifest {
  private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "Pod");
  private static final String MESSAGE_PATH = "/dev/termination-log";

  private final Yaml workload;
  private final Yaml container;
  private final List<Yaml> documents;

  private Manifest(Yaml workload, Yaml container, List<Yaml> documents) {
    this.workload = workload;
    this.container = container;
    this.documents = documents;
  }

  /**
   * Reads a file with a Deployment, a StatefulSet or a Pod in it, and what belongs to that.
   *
   * @param containerName which of its containers; empty for the first
   * @throws InvalidFile if there is none, or something in it cannot be rehearsed
   */
  public static Manifest read(Path file, String containerName) {
    List<Yaml> documents = Yaml.documentsOf(file);
    Yaml workload =
        documents.stream()
            .filter(document -> WORKLOADS.contains(document.at("kind").text("")))
            .findFirst()
            .orElseThrow(() -> new InvalidFile(file + ": no " + String.join(", ", sorted())));
    return new Manifest(workload, container(workload, containerName), documents);
  }

  private static List<String> sorted() {
    return WORKLOADS.stream().sorted().toList();
  }

  private static Yaml container(Yaml workload, String name) {
    Yaml containers = podOf(workload).at("containers");
    return containers.items().stream()
        .filter(each -> name.isEmpty() || each.at("name").text("").equals(name))
        .findFirst()
        .orElseThrow(() -> containers.wrong(name.isEmpty() ? "a container" : "one named " + name));
  }

  private static Yaml podOf(Yaml workload) {
    return workload.at("kind").text("").equals("Pod")
        ? workload.at("spec")
        : workload.at("spec").at("template").at("spec");
  }

  /** The workload's name. */
  public String name() {
    return workload.at("metadata").at("name").text("service");
  }

  public int replicas() {
    return Math.max(1, workload.at("spec").at("replicas").integer(1));
  }

  public Duration minReady() {
    return workload.at("spec").at("minReadySeconds").seconds(0);
  }

  Strategy strategy() {
    return Strategy.of(workload, replicas());
  }

  /** How the workload replaces its pods. */
  public Step update() {
    return strategy().step();
  }

  Duration gracePeriod() {
    return podOf(workload).at("terminationGracePeriodSeconds").seconds(30);
  }

  String image() {
    return container.at("image").text("");
  }

  List<Yaml> budgets() {
    return documents.stream()
        .filter(each -> each.at("kind").text("").equals("PodDisruptionBudget"))
        .toList();
  }

  /** The command and the arguments that the manifest gives; without any, the image has them. */
  List<String> command() {
    Map<String, String> variables = Variables.of(container, documents);
    return Stream.of("command", "args")
        .flatMap(field -> container.at(field).texts().stream())
        .map(word -> Variables.expanded(word, variables))
        .toList();
  }

  /** The variables as the manifest has them, without placeholders. */
  Map<String, String> variables() {
    return Variables.of(container, documents);
  }

  /**
   * A pod of the workload.
   *
   * @param command what to run in place of the image; if empty, the manifest's own
   * @throws InvalidFile if there is no command at all
   */
  public PodSpec service(List<String> command) {
    List<String> words = command.isEmpty() ? command() : command;
    if (words.isEmpty()) {
      throw container.at("command").wrong("a command; give one that runs on this machine");
    }
    ContainerPorts ports = new ContainerPorts(container, targetPort());
    Handlers handlers = new Handlers(ports);
    PodSpec spec =
        PodSpec.of(name(), words)
            .without("PORT")
            .withProbes(handlers.probes(container))
            .withPreStop(handlers.preStop(container))
            .withGracePeriod(gracePeriod())
            .withMessages(messages());
    for (Map.Entry<String, String> variable : new TreeMap<>(variables()).entrySet()) {
      spec = spec.with(variable.getKey(), placeholder(variable.getValue(), ports));
    }
    return spec;
  }

  private String placeholder(String value, ContainerPorts ports) {
    boolean isMessagePath = value.equals(container.at("terminationMessagePath").text(MESSAGE_PATH));
    return isMessagePath ? "{termination-log}" : ports.placeholder(value);
  }

  private String targetPort() {
    return documents.stream()
        .filter(each -> each.at("kind").text("").equals("Service"))
        .flatMap(service -> service.at("spec").at("ports").items().stream())
        .map(port -> port.at("targetPort").text(port.at("port").text("")))
        .findFirst()
        .orElse("");
  }

  private TerminationMessage messages() {
    Yaml pod = podOf(workload);
    int containers = pod.at("containers").items().size() + pod.at("initContainers").items().size();
    String policy = container.at("terminationMessagePolicy").text("File");
    return new TerminationMessage(containers, policy.equals("FallbackToLogsOnError"));
  }
}
