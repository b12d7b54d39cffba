package io.lameduck.it.kube;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.HostAliasBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** A namespace that one test has for itself. Closing it deletes what is in it, without mercy. */
final class Namespace implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ATTEMPTS = 10;

  private final Cluster cluster;
  private final Images images;
  private final NamespacedKubernetesClient client;
  private final Dialect dialect;
  private final PodHistory history;

  private Namespace(Cluster cluster, Images images, NamespacedKubernetesClient client) {
    this.cluster = cluster;
    this.images = images;
    this.client = client;
    this.dialect = new Dialect(client);
    this.history = PodHistory.of(client);
  }

  static Namespace create(Cluster cluster, Images images) {
    String name = "lameduck-it-" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    cluster
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    NamespacedKubernetesClient client =
        cluster.client().adapt(NamespacedKubernetesClient.class).inNamespace(name);
    // Until then no pod may be created.
    await("the service account of " + name)
        .until(() -> client.serviceAccounts().withName("default").get() != null);
    return new Namespace(cluster, images, client);
  }

  /** In this namespace. */
  NamespacedKubernetesClient client() {
    return client;
  }

  Cluster cluster() {
    return cluster;
  }

  Dialect dialect() {
    return dialect;
  }

  PodHistory history() {
    return history;
  }

  /** Applies all objects, Services first, with images that are built and brought there before. */
  void apply(Manifest manifest) {
    Predicate<HasMetadata> isService = Service.class::isInstance;
    manifest.objects().stream().filter(isService).forEach(this::applyOne);
    List<HostAlias> aliases = hasNames() ? List.of() : aliases();
    manifest
        .withPods(pod -> pod.addAllToHostAliases(aliases))
        .withContainers(container -> container.withImage(images.tagOf(container.getImage())))
        .objects()
        .stream()
        .filter(isService.negate())
        .forEach(this::applyOne);
  }

  private void applyOne(HasMetadata object) {
    client.resource(dialect.adapt(object)).createOr(replacing -> replacing.patch());
  }

  private boolean hasNames() {
    return cluster.client().services().inNamespace("kube-system").withName("kube-dns").get()
        != null;
  }

  /** Names of Services for pods of a cluster without DNS. */
  private List<HostAlias> aliases() {
    return client.services().list().getItems().stream()
        .filter(service -> !service.getSpec().getClusterIP().equals("None"))
        .map(
            service ->
                new HostAliasBuilder()
                    .withIp(service.getSpec().getClusterIP())
                    .withHostnames(service.getMetadata().getName())
                    .build())
        .toList();
  }

  /** The pods with this label {@code app} that are not about to be deleted, the oldest first. */
  List<Pod> pods(String app) {
    return history.all().stream()
        .filter(pod -> app.equals(pod.getMetadata().getLabels().get("app")))
        .filter(pod -> !history.isDeleted(pod))
        .toList();
  }

  /** Waits until there are exactly so many pods of this label, and all are ready. */
  List<Pod> awaitReady(String app, int count) {
    return await(count + " ready pods of " + app)
        .atMost(PATIENCE)
        .until(
            () -> pods(app),
            pods -> pods.size() == count && pods.stream().allMatch(Readiness::isPodReady));
  }

  /**
   * Waits until a pod that was deleted has ended, and tells how its container of this name did;
   * empty if the kubelet has lost it, which those before 1.22 do now and then on a busy node.
   */
  Optional<Ended> awaitEnd(Pod pod, String container) {
    String name = pod.getMetadata().getName();
    await(name + " to end").atMost(PATIENCE).until(() -> history.hasEnded(pod));
    return Ended.of(history.lastSeen(pod), container);
  }

  /** The same of several pods; of those that the kubelet has not lost. */
  List<Ended> awaitEnds(List<Pod> pods, String container) {
    return pods.stream().flatMap(pod -> awaitEnd(pod, container).stream()).toList();
  }

  /**
   * Deletes ready pods of this label, one after the other, until the kubelet tells how one ended.
   */
  Ended deleteOne(String app, String container) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Pod pod = awaitAnyReady(app);
      client.resource(pod).delete();
      Optional<Ended> ended = awaitEnd(pod, container);
      if (ended.isPresent()) {
        return ended.get();
      }
    }
    throw new AssertionError(
        ATTEMPTS + " pods of " + app + " ended, and the kubelet lost them all");
  }

  /** Waits for a ready pod of this label. */
  Pod awaitAnyReady(String app) {
    return await("a ready pod of " + app)
        .atMost(PATIENCE)
        .until(
            () -> pods(app).stream().filter(Readiness::isPodReady).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  /** What a GET of a pod is answered, by way of the API. */
  String get(String pod, int port, String path) {
    return client.raw(
        "/api/v1/namespaces/"
            + client.getNamespace()
            + "/pods/"
            + pod
            + ":"
            + port
            + "/proxy"
            + path);
  }

  String log(String pod) {
    return client.pods().withName(pod).getLog();
  }

  @Override
  public void close() {
    history.close();
    client.pods().withGracePeriod(0).delete();
    cluster.client().namespaces().withName(client.getNamespace()).delete();
  }
}
