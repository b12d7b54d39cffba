package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kubelet that forgets every pod at once. */
class EndsTest extends OnMockCluster {
  private static final String DRAINED =
      """
      2026-11-28T15:03:00.123456789Z [lameduck] INFO Lameduck - shutting down: SIGTERM
      2026-11-28T15:03:06.123456789Z [lameduck] INFO Lameduck - drained after SIGTERM in 6s; exit 0
      """;

  private static final String CUT_SHORT =
      """
      2026-11-28T15:03:00.123456789Z [lameduck] INFO Lameduck - shutting down: SIGTERM
      rpc error: code = NotFound
      """;

  private PodLogs logs;
  private PodHistory history;
  private Ends ends;

  @BeforeEach
  void watch() {
    logs = new PodLogs(client());
    history = PodHistory.of(client(), logs);
    ends = new Ends(history, logs);
  }

  @AfterEach
  void stop() {
    history.close();
    logs.close();
  }

  @Test
  void areKnownOfEveryPodWhateverTheKubeletRemembers() {
    List<Pod> pods = List.of(run("hello-1", DRAINED), run("hello-2", DRAINED));
    delete(pods);
    assertThat(ends.awaitAll(pods))
        .hasSize(2)
        .allSatisfy(end -> assertThat(end.exitCode()).isZero())
        .allSatisfy(end -> assertThat(end.text()).isEqualTo("drained after SIGTERM in 6s; exit 0"));
  }

  @Test
  void areAFailureThatNamesThePodAndTheReasonWhereOneIsMissing() {
    List<Pod> pods = List.of(run("hello-1", DRAINED), run("hello-2", CUT_SHORT));
    delete(pods);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> ends.awaitAll(pods))
        .withMessageContaining("hello-2: it wrote no summary")
        .withMessageContaining("shutting down: SIGTERM")
        .withMessageContaining("its log ended [rpc error: code = NotFound]")
        .withMessageNotContaining("hello-1:");
  }

  @Test
  void areAFailureWhereThePodWasNeverSeenToRun() {
    List<Pod> pods =
        List.of(create(pod("hello-1").withNewStatus().withPhase("Pending").endStatus().build()));
    delete(pods);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> ends.awaitAll(pods))
        .withMessageContaining("hello-1: it was never seen to run");
  }

  private Pod run(String name, String log) {
    answer(
        "GET",
        "/api/v1/namespaces/somewhere/pods/"
            + name
            + "/log?pretty=false&container=hello&timestamps=true&follow=true",
        200,
        (Object) log);
    Pod pod =
        create(
            pod(name)
                .withNewStatus()
                .withPhase("Running")
                .addNewContainerStatus()
                .withName("hello")
                .withContainerID("containerd://" + name)
                .withNewState()
                .withNewRunning()
                .endRunning()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build());
    await("the log of " + name).until(() -> logs.of(pod), Optional::isPresent);
    return pod;
  }

  private static PodBuilder pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels(AppLabel.KEY, "hello")
        .endMetadata();
  }

  private Pod create(Pod pod) {
    Pod created = client().resource(pod).create();
    await("word of " + pod.getMetadata().getName()).until(() -> history.all().contains(created));
    return created;
  }

  private void delete(List<Pod> pods) {
    pods.forEach(pod -> client().resource(pod).delete());
  }
}
