package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;

/** What the kubelet does to a container that fails its liveness probe. */
final class Restarts {
  private Restarts() {}

  /** How often the containers of a pod have been started again. */
  static int of(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .mapToInt(ContainerStatus::getRestartCount)
        .sum();
  }

  /** Lets a container be restarted for the first failure, which is looked for every second. */
  static void withoutPatience(ContainerBuilder container) {
    if (container.hasLivenessProbe()) {
      container.editLivenessProbe().withPeriodSeconds(1).withFailureThreshold(1).endLivenessProbe();
    }
  }
}
