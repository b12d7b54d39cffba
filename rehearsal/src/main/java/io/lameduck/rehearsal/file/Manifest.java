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
  private final int replicas;

  private Manifest(Yaml workload, Yaml container, List<Yaml> documents, int replicas) {
    this.workload = workload;
    this.container = container;
    this.documents = documents;
    this.replicas = replicas;
  }

  /**
   * Reads a file with a Deployment, a StatefulSet or a Pod in it, and what belongs to that. Of
   * several it is the first that has the container.
   *
   * @param containerName which of its containers; empty for the first
   * @throws InvalidFile if there is none, or something in it cannot be rehearsed
   */
  public static Manifest read(Path file, String containerName) {
    List<Yaml> documents = Yaml.documentsOf(file);
    List<Yaml> workloads = documents.stream().filter(Manifest::isWorkload).toList();
    if (workloads.isEmpty()) {
      throw new InvalidFile(file + ": no " + String.join(", ", sorted()));
    }
    Yaml workload =
        workloads.stream()
            .filter(each -> has(each, containerName))
            .findFirst()
            .orElse(workloads.get(0));
    int replicas = Math.max(1, workload.at("spec").at("replicas").integer(1));
    return new Manifest(workload, container(workload, containerName), documents, replicas);
  }

  private static boolean isWorkload(Yaml document) {
    return WORKLOADS.contains(document.at("kind").text(""));
  }

  private static boolean has(Yaml workload, String containerName) {
    return podOf(workload).at("containers").items().stream()
        .anyMatch(each -> each.at("name").text("").equals(containerName));
  }

  /** With another number of replicas than the file has. */
  public Manifest withReplicas(int count) {
    return new Manifest(workload, container, documents, count);
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
    return replicas;
  }

  public Duration minReady() {
    return workload.at("spec").at("minReadySeconds").seconds(0);
  }

  Strategy strategy() {
    return Strategy.of(workload, replicas);
  }

  /** How the workload replaces its pods. */
  public Step update() {
    return strategy().step();
  }

  Duration gracePeriod() {
    Yaml place = podOf(workload).at("terminationGracePeriodSeconds");
    if (place.integer(0) < 0) {
      throw place.wrong(">= 0");
    }
    return place.seconds(30);
  }

  String image() {
    return container.at("image").text("");
  }

  List<Yaml> budgets() {
    return documents.stream()
        .filter(each -> each.at("kind").text("").equals("PodDisruptionBudget"))
        .filter(each -> selects(each.at("spec").at("selector").at("matchLabels")))
        .toList();
  }

  /** Whether a selector is met by the labels of the pod; one that asks for nothing is. */
  private boolean selects(Yaml selector) {
    Yaml labels = podMetadata().at("labels");
    return selector.fields().entrySet().stream()
        .allMatch(asked -> asked.getValue().text().equals(labels.at(asked.getKey()).text()));
  }

  private Yaml podMetadata() {
    return workload.at("kind").text("").equals("Pod")
        ? workload.at("metadata")
        : workload.at("spec").at("template").at("metadata");
  }

  /** The names of its containers, of which one is rehearsed. */
  List<String> containers() {
    return podOf(workload).at("containers").items().stream()
        .map(each -> each.at("name").text(""))
        .toList();
  }

  String containerName() {
    return container.at("name").text("");
  }

  /** Whether what the image starts by itself does not matter. */
  public boolean hasCommand() {
    return !container.at("command").items().isEmpty();
  }

  /**
   * The command and the arguments that the manifest gives; without any, the image has them. The
   * variables in it are filled in where the process is started, and nowhere else: some are secrets.
   */
  List<String> command() {
    Map<String, String> placeholders = new TreeMap<>();
    variables().keySet().forEach(name -> placeholders.put(name, "{env:" + name + "}"));
    return Stream.of("command", "args")
        .flatMap(field -> container.at(field).texts().stream())
        .map(word -> Variables.expanded(word, placeholders))
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
        .filter(service -> selects(service.at("spec").at("selector")))
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
