package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

class ContainerProblemTest {
  private static Pod waiting(String reason) {
    return new PodBuilder()
        .withNewSpec()
        .addNewContainer()
        .withImage("lameduck-rehearsal:1.0")
        .endContainer()
        .endSpec()
        .withNewStatus()
        .addNewContainerStatus()
        .withNewState()
        .withNewWaiting()
        .withReason(reason)
        .withMessage("Back-off pulling image")
        .endWaiting()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  @Test
  void anImageThatIsNotThereIsNamed() {
    assertThat(ContainerProblem.in(waiting("ImagePullBackOff")))
        .hasValue(
            "image lameduck-rehearsal:1.0 does not start: ImagePullBackOff, Back-off"
                + " pulling image (expected: an image that the nodes find; --image gives its"
                + " name)");
  }

  @Test
  void whatMayStillStartIsNoProblem() {
    assertThat(ContainerProblem.in(waiting("ContainerCreating"))).isEmpty();
  }

  @Test
  void anEndIsToldWithItsReason() {
    Pod killed =
        new PodBuilder()
            .withNewStatus()
            .addNewContainerStatus()
            .withNewState()
            .withNewTerminated()
            .withReason("OOMKilled")
            .withExitCode(137)
            .endTerminated()
            .endState()
            .endContainerStatus()
            .endStatus()
            .build();
    assertThat(ContainerProblem.endOf(killed)).hasValue("OOMKilled, exit code 137");
    assertThat(ContainerProblem.endOf(waiting("ContainerCreating"))).isEmpty();
  }
}
