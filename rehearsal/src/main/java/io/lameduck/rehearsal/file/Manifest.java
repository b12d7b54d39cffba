package io.lameduck.rehearsal.file;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.Step;
import io.lameduck.rehearsal.model.TerminationMessagePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A workload as a manifest describes it, ready to be rehearsed. */
public final class Manifest {
  private static final String MESSAGE_PATH = "/dev/termination-log";

  private final Workload workload;
  private final Yaml container;
  private final List<Yaml> documents;
  private final int replicas;

  private Manifest(Workload workload, Yaml container, List<Yaml> documents, int replicas) {
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
    List<Yaml> documents = YamlFile.read(file);
    Workload workload = Workload.in(file, documents, containerName);
    Yaml container = workload.container(containerName);
    return new Manifest(workload, container, documents, workload.replicas());
  }

  /** With another number of replicas than the file has. */
  public Manifest withReplicas(int count) {
    return new Manifest(workload, container, documents, count);
  }

  /** The workload's name. */
  public String name() {
    return workload.name();
  }

  public int replicas() {
    return replicas;
  }

  public Duration minReady() {
    return workload.minReady();
  }

  Strategy strategy() {
    return Strategy.of(workload.document(), replicas);
  }

  /** How the workload replaces its pods. */
  public Step update() {
    return strategy().step();
  }

  String image() {
    return container.at("image").text("");
  }

  List<Yaml> budgets() {
    return selecting("PodDisruptionBudget", budget -> budget.at("selector").at("matchLabels"));
  }

  /** Those of a kind whose selector the pod's labels meet. */
  private List<Yaml> selecting(String kind, UnaryOperator<Yaml> selector) {
    return documents.stream()
        .filter(each -> each.at("kind").text("").equals(kind))
        .filter(each -> workload.isSelectedBy(selector.apply(each.at("spec"))))
        .toList();
  }

  /** The names of its containers, of which one is rehearsed. */
  List<String> containers() {
    return workload.containers().stream().map(each -> each.at("name").text("")).toList();
  }

  Yaml container() {
    return container;
  }

  /** Whether its pods have the addresses of their node, localhost included. */
  boolean isOnHostNetwork() {
    return workload.isOnHostNetwork();
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
            .withGracePeriod(workload.gracePeriod())
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
    return selecting("Service", service -> service.at("selector")).stream()
        .flatMap(service -> service.at("spec").at("ports").items().stream())
        .map(port -> port.at("targetPort").text(port.at("port").text("")))
        .findFirst()
        .orElse("");
  }

  private TerminationMessagePolicy messages() {
    String policy = container.at("terminationMessagePolicy").text("File");
    return new TerminationMessagePolicy(
        workload.allContainers(), policy.equals("FallbackToLogsOnError"));
  }
}
