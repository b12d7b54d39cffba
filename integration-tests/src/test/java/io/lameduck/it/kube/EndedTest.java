package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndedTest {
  @Test
  void tellsWhatTheKubeletSaw() {
    ContainerStateTerminated state =
        new ContainerStateTerminatedBuilder()
            .withExitCode(0)
            .withReason("Completed")
            .withStartedAt("2026-11-22T04:57:20Z")
            .withFinishedAt("2026-11-22T04:57:22Z")
            .build();
    assertThat(Ended.of(podWith(state), "worker"))
        .hasValueSatisfying(
            end -> {
              assertThat(end.exitCode()).isZero();
              assertThat(end.ran()).isEqualTo(Duration.ofSeconds(2));
            });
  }

  @Test
  void knowsNothingOfAContainerThatTheKubeletLost() {
    ContainerStateTerminated state =
        new ContainerStateTerminatedBuilder()
            .withExitCode(137)
            .withReason("ContainerStatusUnknown")
            .withMessage("The container could not be located when the pod was deleted.")
            .build();
    assertThat(Ended.of(podWith(state), "worker")).isEmpty();
  }

  private static Pod podWith(ContainerStateTerminated state) {
    return new PodBuilder()
        .withNewStatus()
        .addNewContainerStatus()
        .withName("worker")
        .withNewState()
        .withTerminated(state)
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
