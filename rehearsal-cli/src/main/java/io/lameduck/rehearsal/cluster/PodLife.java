package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodEvent.Kind;
import io.lameduck.rehearsal.model.PodHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One pod as the API tells of it. Its times are those at which the news came. Not thread-safe. */
final class PodLife {
  /** Of a container that the kubelet has lost: an exit code made up. */
  private static final String LOST = "ContainerStatusUnknown";

  private final Consumer<PodEvent> listener;
  private final List<PodEvent> events = new ArrayList<>();
  private Pod pod;
  private int starts;
  private boolean ready;
  private @Nullable Duration deleted;
  private @Nullable Duration exited;
  private int exitCode = PodEnd.UNKNOWN;
  private String message = "";
  private List<String> log = List.of();
  private @Nullable Duration logEnded;

  /**
   * @param at when it was first seen; zero if it was there before the rehearsal
   */
  PodLife(Pod pod, Duration at, Consumer<PodEvent> listener) {
    this.pod = pod;
    this.listener = listener;
    update(pod, at);
  }

  /** It is now like this. */
  void update(Pod now, Duration at) {
    pod = now;
    mainContainer(now).ifPresent(container -> starts(container, at));
    readiness(Readiness.isPodReady(now), at);
    if (now.getMetadata().getDeletionTimestamp() != null && deleted == null) {
      deleted = at;
      happened(at, Kind.DELETED, PreStop.of(pod).detail());
    }
    if (deleted != null) {
      mainContainer(now)
          .map(container -> container.getState().getTerminated())
          .filter(state -> !LOST.equals(state.getReason()))
          .ifPresent(state -> exited(at, state));
    }
  }

  private static Optional<ContainerStatus> mainContainer(Pod pod) {
    String first = pod.getSpec().getContainers().get(0).getName();
    return pod.getStatus() == null
        ? Optional.empty()
        : pod.getStatus().getContainerStatuses().stream()
            .filter(status -> status.getName().equals(first))
            .findFirst();
  }

  private void starts(ContainerStatus container, Duration at) {
    int now = container.getRestartCount() + 1;
    if (container.getState().getRunning() == null || now <= starts) {
      return;
    }
    if (starts > 0) {
      happened(at, Kind.EXITED, "by itself" + exitCodeOf(container.getLastState()));
    }
    starts = now;
    happened(at, Kind.STARTED, "");
  }

  private static String exitCodeOf(@Nullable ContainerState state) {
    return state == null || state.getTerminated() == null
        ? ""
        : ", exit code " + state.getTerminated().getExitCode();
  }

  /** Whether it gets ready is of no interest any more once it is deleted. */
  private void readiness(boolean now, Duration at) {
    if (now != ready && deleted == null) {
      ready = now;
      happened(at, now ? Kind.READY : Kind.NOT_READY, "");
    }
  }

  private void exited(Duration at, ContainerStateTerminated state) {
    if (exited == null) {
      exited = at;
      exitCode = state.getExitCode();
      message = state.getMessage() == null ? "" : state.getMessage().strip();
      happened(at, Kind.EXITED, "exit code " + exitCode);
    }
  }

  /** It is gone, or as good as that. */
  void gone(Duration at) {
    if (deleted == null) {
      deleted = at;
      happened(at, Kind.DELETED, PreStop.of(pod).detail());
    }
    if (exited == null) {
      exited = at;
      happened(at, Kind.EXITED, "");
    }
  }

  /**
   * The end of its log.
   *
   * @param ended when the log ended, if it did
   */
  void log(List<String> lines, Optional<Duration> ended) {
    log = lines;
    logEnded = ended.orElse(null);
  }

  private void happened(Duration at, Kind kind, String detail) {
    PodEvent event = new PodEvent(at, kind, detail);
    events.add(event);
    listener.accept(event);
  }

  Pod pod() {
    return pod;
  }

  String name() {
    return pod.getMetadata().getName();
  }

  boolean isReady() {
    return ready && deleted == null;
  }

  boolean hasStarted() {
    return starts > 0;
  }

  boolean isDeleted() {
    return deleted != null;
  }

  boolean hasEnded() {
    return exited != null;
  }

  /** What it said of its end, to the kubelet or in its log. */
  Optional<LastWords> lastWords() {
    return ending().lastWords();
  }

  PodHistory history() {
    return new PodHistory(name(), ending().complete(events), ending().end(), log);
  }

  private Ending ending() {
    return new Ending(pod, deleted, exited, exitCode, message, log, logEnded);
  }
}
