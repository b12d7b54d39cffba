package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A job that is interrupted is not done, and loses nothing by it. */
@OnCluster
class MigrationJobIT {
  private static final String JOB = "migration-job";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** More batches than a pod could do before a test has interrupted it or given up. */
  private static final String ENDLESS = "1000000";

  private static final String MANY = "500";

  @Test
  void aJobWhosePodIsDeletedIsDoneWhenAnotherOneHasFinishedIt(Namespace namespace) {
    try (SharedFolder folder = SharedFolder.claimedBy(namespace, JOB)) {
      Manifest migration = endless(folder).set("BATCH_MILLIS", "250");
      namespace.apply(migration);
      Pod first = namespace.awaitAnyReady(JOB);
      FollowedLog log = namespace.awaitLog(first);
      log.awaitLine("batch 3 of " + ENDLESS + " is done");
      namespace.apply(migration.set("BATCHES", MANY).set("BATCH_MILLIS", "0").configuration());
      namespace.client().resource(first).delete();
      assertThat(namespace.awaitEnd(first).exitCode()).isEqualTo(143);

      await("the job to be done")
          .atMost(PATIENCE)
          .until(() -> status(namespace).getSucceeded() != null);
      List<Pod> others = namespace.pods(JOB);
      assertThat(others).hasSize(1);
      long done = batches(log.text());
      assertThat(container(namespace, others.get(0)).log())
          .contains(done + " of " + MANY + " batches are done already")
          .doesNotContain("batch " + done + " of " + MANY + " is done")
          .contains("batch " + (done + 1) + " of " + MANY + " is done")
          .contains("batch " + MANY + " of " + MANY + " is done");
    }
  }

  @Test
  void aJobThatIsToldToEndFinishesItsBatchAndHasFailed(Namespace namespace) {
    try (SharedFolder folder = SharedFolder.claimedBy(namespace, JOB)) {
      namespace.apply(endless(folder).set("BATCH_MILLIS", "2000"));
      Pod pod = namespace.awaitAnyReady(JOB);
      namespace.awaitLog(pod).awaitLine("batch 1 of " + ENDLESS + " is done");
      PodContainer job = container(namespace, pod);
      job.signal("TERM");

      Ended ended = job.awaitEnd();
      assertThat(ended.exitCode()).isEqualTo(143);
      long done = batches(job.log().lines().toList());
      assertThat(done).isGreaterThanOrEqualTo(2);
      assertThat(ended.message()).contains("drained after SIGTERM", "served " + done, "exit 143");
      assertThat(status(namespace).getSucceeded()).isNull();
    }
  }

  private static Manifest endless(SharedFolder folder) {
    return Manifest.of(JOB).set("DIRECTORY", folder.below("/data")).set("BATCHES", ENDLESS);
  }

  private static long batches(List<String> log) {
    return log.stream().filter(line -> line.contains(" of " + ENDLESS + " is done")).count();
  }

  private static PodContainer container(Namespace namespace, Pod pod) {
    return new PodContainer(namespace, /* pod= */ pod.getMetadata().getName(), /* name= */ JOB);
  }

  private static JobStatus status(Namespace namespace) {
    return namespace.client().batch().v1().jobs().withName(JOB).get().getStatus();
  }
}
