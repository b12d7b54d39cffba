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
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Cluster cluster;
  private final Images images;
  private final NamespacedKubernetesClient client;
  private final Dialect dialect;
  private final PodLogs logs;
  private final PodHistory history;
  private final Ends ends;

  private Namespace(Cluster cluster, Images images, NamespacedKubernetesClient client) {
    this.cluster = cluster;
    this.images = images;
    this.client = client;
    this.dialect = new Dialect(client);
    this.logs = new PodLogs(client);
    this.history = PodHistory.of(client, logs);
    this.ends = new Ends(history, logs);
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

  /** What this pod has written so far; empty if it was never seen to run. */
  Optional<FollowedLog> log(Pod pod) {
    return logs.of(pod);
  }

  /** What this pod writes, from its start on. */
  FollowedLog awaitLog(Pod pod) {
    return await("the log of " + pod.getMetadata().getName())
        .atMost(PATIENCE)
        .until(() -> log(pod), Optional::isPresent)
        .orElseThrow();
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

  /** The tag of an image, which is built and brought there before. */
  String image(String name) {
    return images.tagOf(name);
  }

  private void applyOne(HasMetadata object) {
    HasMetadata adapted = dialect.adapt(object);
    Write.retry(() -> client.resource(adapted).createOr(replacing -> replacing.patch()));
  }

  private boolean hasNames() {
    return new ClusterDns(cluster.client()).awaitIfAny();
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

  /** The pods with this app label that are not about to be deleted, the oldest first. */
  List<Pod> pods(String app) {
    return history.all().stream()
        .filter(pod -> app.equals(AppLabel.of(pod)))
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

  /** Waits until a pod that was deleted has ended, and tells how the kubelet saw it last. */
  Pod awaitGone(Pod pod) {
    return ends.awaitGone(pod);
  }

  /** Waits until a pod that was deleted has ended, and tells what it said of its end. */
  LastWords awaitEnd(Pod pod) {
    return ends.awaitAll(List.of(pod)).get(0);
  }

  /** The same of several pods: of all of them, or the test fails. */
  List<LastWords> awaitEnds(List<Pod> pods) {
    return ends.awaitAll(pods);
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
    logs.close();
    client.pods().withGracePeriod(0).delete();
    cluster.client().namespaces().withName(client.getNamespace()).delete();
  }
}
