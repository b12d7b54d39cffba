package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the kubelet says that a container has ended. */
record Ended(int exitCode, String reason, String message, Instant started, Instant finished) {
  /** The end of a container of this pod that does not run again; empty if it runs. */
  static Optional<Ended> of(Pod pod, String container) {
    return statuses(pod, container)
        .map(status -> status.getState().getTerminated())
        .filter(Objects::nonNull)
        .map(Ended::of)
        .findFirst();
  }

  /** The end before the last start of a container; empty if it was started once. */
  static Optional<Ended> before(Pod pod, String container) {
    return statuses(pod, container)
        .map(status -> status.getLastState().getTerminated())
        .filter(Objects::nonNull)
        .map(Ended::of)
        .findFirst();
  }

  private static Stream<ContainerStatus> statuses(Pod pod, String container) {
    return Stream.concat(
            pod.getStatus().getContainerStatuses().stream(),
            pod.getStatus().getInitContainerStatuses().stream())
        .filter(status -> status.getName().equals(container));
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
