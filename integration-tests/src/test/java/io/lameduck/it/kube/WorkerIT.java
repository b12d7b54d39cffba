package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.lameduck.it.kube.Jobs.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@OnCluster
final class WorkerIT {
  private static final int RESTARTS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** More than two workers prefetch: each has a job in hand, and others to give back. */
  private static final int WAITING = 40;

  @Test
  void everyJobIsDoneOnceAcrossTwentyRestarts(Namespace namespace) throws Exception {
    // Short ones, so that a worker is often told to end between a result and its acknowledgement.
    try (Jobs jobs = start(namespace, Manifest.of("worker").set("JOB_MILLIS", "1"), WAITING)) {
      List<Pod> deleted = new ArrayList<>();
      while (deleted.size() < RESTARTS) {
        deleted.add(deleteBusyWorker(namespace, jobs));
      }
      jobs.stop();
      await("the last results")
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(jobs.missing()).isEmpty());
      new Workload(namespace, "worker").scale(0);

      assertThat(namespace.awaitEnds(deleted))
          .hasSize(RESTARTS)
          .allSatisfy(end -> assertThat(end.exitCode()).as(end.text()).isZero());
      await("no worker").atMost(PATIENCE).until(() -> namespace.pods("worker").isEmpty());
      assertThat(jobs.waiting()).isZero();
      assertThat(jobs.results()).extracting(Result::job).doesNotHaveDuplicates();
    }
  }

  @Test
  void theJobInHandIsFinishedAndTheNextIsGivenBack(Namespace namespace) throws Exception {
    Manifest worker =
        Manifest.of("worker")
            .set("JOB_MILLIS", "4000")
            .with(DeploymentBuilder.class, it -> it.editSpec().withReplicas(1).endSpec());
    try (Jobs jobs = start(namespace, worker, 5)) { // more than are done before a slow deletion
      jobs.stop();
      String first = nameOf(deleteBusyWorker(namespace, jobs));
      await("the last results")
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(jobs.missing()).isEmpty());

      String second = nameOf(namespace.pods("worker").get(0));
      assertThat(jobs.results()).extracting(Result::job).containsExactly("0", "1", "2", "3", "4");
      assertThat(jobs.results().stream().map(Result::pod).distinct())
          .containsExactly(first, second);
    }
  }

  private static Jobs start(Namespace namespace, Manifest worker, int waiting) throws Exception {
    namespace.apply(Manifest.of("worker", "rabbitmq.yaml"));
    String broker = nameOf(namespace.awaitReady("rabbitmq", 1).get(0));
    Jobs jobs = Jobs.start(namespace, broker, waiting);
    namespace.apply(worker);
    return jobs;
  }

  /** Deletes the oldest worker that has done a job, and does not wait for its end. */
  private static Pod deleteBusyWorker(Namespace namespace, Jobs jobs) {
    Pod pod =
        await("a worker at work")
            .atMost(PATIENCE)
            .until(() -> busy(namespace, jobs), Optional::isPresent)
            .orElseThrow();
    namespace.client().resource(pod).delete();
    await("word of its deletion").until(() -> isDeleted(namespace.history().lastSeen(pod)));
    return pod;
  }

  private static boolean isDeleted(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** One that is ready, too: the kubelet sends no SIGTERM to what it does not yet know to run. */
  private static Optional<Pod> busy(Namespace namespace, Jobs jobs) {
    Set<String> workers = jobs.results().stream().map(Result::pod).collect(Collectors.toSet());
    return namespace.pods("worker").stream()
        .filter(pod -> Readiness.isPodReady(pod) && workers.contains(nameOf(pod)))
        .findFirst();
  }

  private static String nameOf(Pod pod) {
    return pod.getMetadata().getName();
  }
}
