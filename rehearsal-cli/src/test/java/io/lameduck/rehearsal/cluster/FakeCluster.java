package io.lameduck.rehearsal.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.zjsonpatch.JsonPatch;
import io.lameduck.rehearsal.clients.Observed;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStarts;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the controllers and kubelets of a cluster do to one Deployment, its pods and the pod of the
 * clients, on a mock that does nothing by itself. A pod that is deleted is gone at once.
 */
final class FakeCluster {
  static final String NAME = "orders";
  private static final String PODS = "/api/v1/namespaces/somewhere/pods/";
  private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/somewhere/deployments/orders";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  /** How often a budget forbids to evict the first pod. */
  private static final int REFUSED = 2;

  final List<String> started = Collections.synchronizedList(new ArrayList<>());
  final List<String> evicted = Collections.synchronizedList(new ArrayList<>());
  final Set<String> clientsStopped = Collections.synchronizedSet(new HashSet<>());
  final Set<String> clientsRemoved = Collections.synchronizedSet(new HashSet<>());
  final List<Integer> replicasAsked = Collections.synchronizedList(new ArrayList<>());
  private final KubernetesMockServer server;
  private final NamespacedKubernetesClient client;
  private final Map<String, String> revisions = new HashMap<>();
  private final Set<String> clientPods = new HashSet<>();
  private final Thread thread = new Thread(this::run, "controllers");
  private Deployment deployment;
  private volatile boolean over;
  volatile boolean neverReady;

  FakeCluster(KubernetesMockServer server, NamespacedKubernetesClient client, int replicas) {
    this.server = server;
    this.client = client;
    this.deployment = deployment(replicas);
    server.expect().get().withPath(DEPLOYMENT).andReply(200, any -> current()).always();
    server.expect().patch().withPath(DEPLOYMENT).andReply(200, this::patch).always();
    server
        .expect()
        .post()
        .withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        .andReply(201, RecordedRequest::getUtf8Body)
        .always();
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withNewSpec()
                .withClusterIP("10.0.0.7")
                .addToSelector("app", NAME)
                .addNewPort()
                .withName("http")
                .withPort(80)
                .endPort()
                .endSpec()
                .build())
        .create();
    thread.start();
  }

  private static Deployment deployment(int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(NAME)
        .withNamespace(OnMockCluster.NAMESPACE)
        .withGeneration(1L)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .addToMatchLabels("app", NAME)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", NAME)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName(NAME)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .withNewStatus()
        .endStatus()
        .build();
  }

  synchronized Deployment current() {
    return deployment;
  }

  private synchronized Object patch(RecordedRequest request) {
    try {
      JsonNode before = JSON.readTree(SERIALIZATION.asJson(deployment));
      JsonNode after = JsonPatch.apply(JSON.readTree(request.getUtf8Body()), before);
      deployment =
          SERIALIZATION
              .unmarshal(after.toString(), Deployment.class)
              .edit()
              .editMetadata()
              .withGeneration(deployment.getMetadata().getGeneration() + 1)
              .endMetadata()
              .build();
      replicasAsked.add(deployment.getSpec().getReplicas());
      return deployment;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() {
    try {
      while (!over) {
        reconcile(current());
        client.pods().withLabel(ClientPodSpec.LABEL).list().getItems().forEach(this::runClients);
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      // The test is over.
    }
  }

  private void reconcile(Deployment wanted) {
    String revision = String.valueOf(wanted.getSpec().getTemplate().getMetadata().getAnnotations());
    List<Pod> pods = pods();
    List<Pod> old = new ArrayList<>();
    pods.stream()
        .filter(pod -> !revision.equals(revisions.get(pod.getMetadata().getName())))
        .forEach(old::add);
    List<Pod> good = new ArrayList<>(pods);
    good.removeAll(old);
    int replicas = wanted.getSpec().getReplicas();
    while (good.size() > replicas) {
      old.add(good.remove(good.size() - 1));
    }
    evicted.forEach(name -> pods.stream().filter(pod -> isCalled(pod, name)).forEach(old::add));
    old.forEach(pod -> client.resource(pod).delete());
    for (int missing = replicas - good.size(); missing > 0; missing--) {
      start(revision);
    }
    observed(wanted, pods().size());
  }

  List<Pod> pods() {
    return client.pods().withLabel("app", NAME).list().getItems();
  }

  private static boolean isCalled(Pod pod, String name) {
    return pod.getMetadata().getName().equals(name);
  }

  private void start(String revision) {
    String name = NAME + "-" + (started.size() + 1);
    started.add(name);
    revisions.put(name, revision);
    if (started.size() == 1) {
      server
          .expect()
          .post()
          .withPath(PODS + name + "/eviction")
          .andReturn(429, new StatusBuilder().withCode(429).build())
          .times(REFUSED);
    }
    server
        .expect()
        .post()
        .withPath(PODS + name + "/eviction")
        .andReply(
            201,
            any -> {
              evicted.add(name);
              return "{}";
            })
        .always();
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withUid(name)
                .withCreationTimestamp(Instant.EPOCH.plusSeconds(started.size()).toString())
                .addToLabels("app", NAME)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName(NAME)
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus(neverReady ? "False" : "True")
                .endCondition()
                .addNewContainerStatus()
                .withName(NAME)
                .withRestartCount(0)
                .withNewState()
                .withNewRunning()
                .endRunning()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build())
        .create();
  }

  private synchronized void observed(Deployment seen, int pods) {
    boolean latest = deployment.equals(seen);
    if (latest) {
      deployment =
          seen.edit()
              .withNewStatus()
              .withObservedGeneration(seen.getMetadata().getGeneration())
              .withReplicas(pods)
              .withUpdatedReplicas(pods)
              .withAvailableReplicas(neverReady ? 0 : pods)
              .endStatus()
              .build();
    }
  }

  /** The kubelet, and the process in the pod. */
  private void runClients(Pod pod) {
    String name = pod.getMetadata().getName();
    if (!clientPods.add(name)) {
      return;
    }
    server
        .expect()
        .get()
        .withPath(PODS + name + "/log?pretty=false&tailLines=100&follow=true")
        .andReply(200, any -> log(name))
        .always();
    server
        .expect()
        .delete()
        .withPath(PODS + name)
        .andReply(200, request -> deleted(name, request.getUtf8Body()))
        .always();
    client
        .resource(pod.edit().withNewStatus().withPhase("Running").endStatus().build())
        .patchStatus();
  }

  private Object deleted(String name, String options) {
    (options.contains("\"gracePeriodSeconds\":0") ? clientsRemoved : clientsStopped).add(name);
    return "{}";
  }

  private String log(String name) {
    String score = Instant.now() + " 40 requests, 0 failed\n";
    return clientsStopped.contains(name) ? score + observed().line() + "\n" : score;
  }

  private static Observed observed() {
    Count count = new Count(40, Map.of());
    return new Observed(
        Instant.now(),
        new Results(
            Map.of(ClientKind.FRESH, count),
            Map.of(NAME, count),
            Map.of(),
            Map.of(),
            List.of(),
            new Timeline(Duration.ofMillis(50), List.of()),
            ColdStarts.none()));
  }

  Set<String> clientPods() {
    return clientPods;
  }

  void stop() throws InterruptedException {
    over = true;
    thread.join();
  }
}
