package io.lameduck.it.kube;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code lameduck-rehearsal kubernetes} in a pod of the cluster, with the rights that it asks for
 * and no others.
 */
final class ClusterRehearsal {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String NAME = "rehearsal";
  private static final String SCENARIO = "scenario";

  private final Namespace namespace;

  private ClusterRehearsal(Namespace namespace) {
    this.namespace = namespace;
  }

  /** The jar of the command line, for this machine. */
  static List<String> onThisMachine(String... arguments) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path examples = Path.of(Objects.requireNonNull(System.getProperty("it.examples")));
    Path jar = examples.resolveSibling("rehearsal-cli").resolve("target/lameduck-rehearsal.jar");
    List<String> words = new ArrayList<>(List.of(java.toString(), "-jar", jar.toString()));
    words.addAll(List.of(arguments));
    return words;
  }

  /** Starts it, with a file as scenario where there is one. */
  static ClusterRehearsal start(Namespace namespace, @Nullable Path scenario, String... arguments)
      throws Exception {
    String name = namespace.client().getNamespace();
    namespace.apply(
        Manifest.inline(Command.run(onThisMachine("kubernetes", "-n", name, "--print-rbac"))));
    namespace.apply(
        Manifest.of(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(SCENARIO)
                .endMetadata()
                .addToData("scenario.yaml", scenario == null ? "" : Files.readString(scenario))
                .build()));
    List<String> words = new ArrayList<>(List.of("kubernetes", "--json"));
    words.addAll(List.of("--image", namespace.image(Images.REHEARSAL)));
    if (scenario != null) {
      words.addAll(List.of("--scenario", "/scenario/scenario.yaml"));
    }
    words.addAll(List.of(arguments));
    namespace.apply(Manifest.of(pod(words)));
    return new ClusterRehearsal(namespace);
  }

  private static Pod pod(List<String> arguments) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(NAME)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withServiceAccountName("lameduck-rehearsal")
        .addNewContainer()
        .withName(NAME)
        .withImage(Images.REHEARSAL)
        .withImagePullPolicy("IfNotPresent")
        .withArgs(arguments)
        .addNewVolumeMount()
        .withName(SCENARIO)
        .withMountPath("/scenario")
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName(SCENARIO)
        .withNewConfigMap()
        .withName(SCENARIO)
        .endConfigMap()
        .endVolume()
        .endSpec()
        .build();
  }

  /** Waits until it has ended, and tells its exit code. */
  int awaitExit() {
    return await("the end of the rehearsal")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(this::end, Optional::isPresent)
        .orElseThrow()
        .getExitCode();
  }

  private Optional<ContainerStateTerminated> end() {
    Pod pod = Objects.requireNonNull(namespace.client().pods().withName(NAME).get());
    return pod.getStatus().getContainerStatuses().stream()
        .map(status -> status.getState().getTerminated())
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** All it has written. */
  String log() {
    return namespace.log(NAME);
  }

  /** What it found, amid its progress. */
  JsonNode report() {
    String log = log();
    return JsonMapper.shared()
        .readTree(log.substring(log.indexOf("\n{") + 1, log.lastIndexOf("}") + 1));
  }

  /** Waits until its clients ask. */
  void awaitLoad() {
    await("load")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(KubernetesClientException.class) // it has no log yet
        .until(() -> log().contains("warming up"));
  }

  /** Ends it with SIGTERM, as somebody would. */
  void delete() {
    namespace.client().pods().withName(NAME).delete();
  }

  /** The pods of its clients there are. */
  List<Pod> clients() {
    return namespace
        .client()
        .pods()
        .withLabel("app.kubernetes.io/managed-by", "lameduck-rehearsal")
        .list()
        .getItems();
  }
}
