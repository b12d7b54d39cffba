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

  @Test
  void aJobWhosePodIsDeletedIsDoneWhenAnotherOneHasFinishedIt(Namespace namespace) {
    try (SharedFolder folder = SharedFolder.claimedBy(namespace, JOB)) {
      namespace.apply(migration(folder).set("BATCH_MILLIS", "250"));
      Pod first = namespace.awaitAnyReady(JOB);
      awaitBatch(container(namespace, first), 3);
      namespace.client().resource(first).delete();
      namespace
          .awaitEnd(first, JOB)
          .ifPresent(ended -> assertThat(ended.exitCode()).isEqualTo(143));

      await("the job to be done")
          .atMost(PATIENCE)
          .until(() -> status(namespace).getSucceeded() != null);
      List<Pod> others = namespace.pods(JOB);
      assertThat(others).hasSize(1);
      assertThat(container(namespace, others.get(0)).log())
          .containsPattern("([3-9]|1\\d) of 20 batches are done already")
          .doesNotContain("batch 3 of 20 is done")
          .contains("batch 20 of 20 is done");
    }
  }

  @Test
  void aJobThatIsToldToEndFinishesItsBatchAndHasFailed(Namespace namespace) {
    try (SharedFolder folder = SharedFolder.claimedBy(namespace, JOB)) {
      namespace.apply(migration(folder).set("BATCH_MILLIS", "2000"));
      PodContainer job = container(namespace, namespace.awaitAnyReady(JOB));
      awaitBatch(job, 1);
      job.signal("TERM");

      Ended ended = job.awaitEnd();
      assertThat(ended.exitCode()).isEqualTo(143);
      long done = job.log().lines().filter(line -> line.contains(" of 20 is done")).count();
      assertThat(done).isBetween(2L, 19L);
      assertThat(ended.message()).contains("drained after SIGTERM", "served " + done, "exit 143");
      assertThat(status(namespace).getSucceeded()).isNull();
    }
  }

  private static Manifest migration(SharedFolder folder) {
    return Manifest.of(JOB).set("DIRECTORY", folder.below("/data")).set("BATCHES", "20");
  }

  private static PodContainer container(Namespace namespace, Pod pod) {
    return new PodContainer(namespace, /* pod= */ pod.getMetadata().getName(), /* name= */ JOB);
  }

  private static void awaitBatch(PodContainer job, int batch) {
    await("batch " + batch)
        .atMost(PATIENCE)
        .until(() -> job.log().contains("batch " + batch + " of 20 is done"));
  }

  private static JobStatus status(Namespace namespace) {
    return namespace.client().batch().v1().jobs().withName(JOB).get().getStatus();
  }
}
