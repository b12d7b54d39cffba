package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Why the only container of a pod does not run, as the kubelet says it. */
public final class ContainerProblem {
  /** Waiting does not mend these. */
  private static final Set<String> FATAL =
      Set.of(
          "ImagePullBackOff",
          "ErrImageNeverPull",
          "InvalidImageName",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");

  private ContainerProblem() {}

  /** A sentence; empty if it runs, or may yet. */
  public static Optional<String> in(Pod pod) {
    return statuses(pod).stream()
        .map(status -> status.getState().getWaiting())
        .filter(Objects::nonNull)
        .filter(waiting -> FATAL.contains(String.valueOf(waiting.getReason())))
        .map(waiting -> sentence(pod, waiting))
        .findFirst();
  }

  private static String sentence(Pod pod, ContainerStateWaiting waiting) {
    return "image "
        + pod.getSpec().getContainers().get(0).getImage()
        + " does not start: "
        + waiting.getReason()
        + (waiting.getMessage() == null ? "" : ", " + waiting.getMessage())
        + " (expected: an image that the nodes find; --image gives its name)";
  }

  /** How it ended; empty if it did not. */
  static Optional<String> endOf(Pod pod) {
    return statuses(pod).stream()
        .map(status -> status.getState().getTerminated())
        .filter(Objects::nonNull)
        .map(ContainerProblem::sentence)
        .findFirst();
  }

  private static String sentence(ContainerStateTerminated end) {
    String reason = end.getReason() == null ? "" : end.getReason() + ", ";
    String message = end.getMessage() == null ? "" : ", " + end.getMessage().strip();
    return reason + "exit code " + end.getExitCode() + message;
  }

  private static List<ContainerStatus> statuses(Pod pod) {
    return pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
  }
}
