package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the kubelet says that a container has ended. */
record Ended(int exitCode, String reason, String message, Instant started, Instant finished) {
  /**
   * Of a container that the kubelet has lost: an exit code made up, and no times
   * (kubernetes/kubernetes#95364).
   */
  private static final String LOST = "ContainerStatusUnknown";

  /** The end of a container of this pod that does not run again; empty if it runs or is lost. */
  static Optional<Ended> of(Pod pod, String container) {
    return statuses(pod, container)
        .map(status -> status.getState().getTerminated())
        .filter(Ended::isKnown)
        .map(Ended::of)
        .findFirst();
  }

  /** The end before the last start of a container; empty if it was started once or is lost. */
  static Optional<Ended> before(Pod pod, String container) {
    return statuses(pod, container)
        .map(status -> status.getLastState().getTerminated())
        .filter(Ended::isKnown)
        .map(Ended::of)
        .findFirst();
  }

  private static Stream<ContainerStatus> statuses(Pod pod, String container) {
    return Stream.concat(
            pod.getStatus().getContainerStatuses().stream(),
            pod.getStatus().getInitContainerStatuses().stream())
        .filter(status -> status.getName().equals(container));
  }

  private static boolean isKnown(@Nullable ContainerStateTerminated state) {
    return state != null && !LOST.equals(state.getReason());
  }

  private static Ended of(ContainerStateTerminated state) {
    return new Ended(
        state.getExitCode(),
        text(state.getReason()),
        text(state.getMessage()),
        Instant.parse(state.getStartedAt()),
        Instant.parse(state.getFinishedAt()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** To the second, as the kubelet says it. */
  Duration ran() {
    return Duration.between(started, finished);
  }
}
