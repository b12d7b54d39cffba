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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One pod as the API tells of it. Its times are those at which the news came; the SIGTERM nobody
 * tells of is told from the pod's last words or from its preStop hook. Not thread-safe.
 */
final class PodLife {
  /** Of a container that the kubelet has lost: an exit code made up. */
  private static final String LOST = "ContainerStatusUnknown";

  /** An exit code of 137 that comes sooner is somebody else's SIGKILL. */
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private static final int SIGKILLED = 137;

  private final Consumer<PodEvent> listener;
  private final List<PodEvent> events = new ArrayList<>();
  private final Duration firstSeen;
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
    this.firstSeen = at;
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
      happened(at, Kind.DELETED, "");
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
      happened(at, Kind.DELETED, "");
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

  Duration firstSeen() {
    return firstSeen;
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
    return LastWords.in(message.lines().toList()).or(() -> LastWords.in(log));
  }

  PodHistory history() {
    return new PodHistory(name(), eventsWithSignals(), end(), log);
  }

  private List<PodEvent> eventsWithSignals() {
    Duration end = exit();
    List<PodEvent> all = new ArrayList<>(events);
    if (end != null && !end.equals(exited)) {
      all.removeIf(event -> event.kind() == Kind.EXITED && event.at().equals(exited));
      all.add(new PodEvent(end, Kind.EXITED, exitDetail()));
    }
    sigterm().ifPresent(at -> all.add(new PodEvent(at, Kind.SIGTERM, "not seen, but worked out")));
    if (isKilled() && end != null) {
      all.add(new PodEvent(end, Kind.SIGKILL, ""));
    }
    all.sort(Comparator.comparing(PodEvent::at).thenComparing(PodEvent::kind));
    return all;
  }

  /** The pod as an object outlives its container by seconds, the log does not. */
  private @Nullable Duration exit() {
    boolean told = exitCode != PodEnd.UNKNOWN;
    Duration end = exited;
    Duration ofLog = logEnded;
    return told || end == null || ofLog == null || ofLog.compareTo(end) > 0 ? end : ofLog;
  }

  private String exitDetail() {
    return exitCode() == PodEnd.UNKNOWN ? "" : "exit code " + exitCode();
  }

  private int exitCode() {
    return exitCode == PodEnd.UNKNOWN
        ? lastWords().map(LastWords::exitCode).orElse(exitCode)
        : exitCode;
  }

  private @Nullable PodEnd end() {
    Duration end = exit();
    if (end == null || deleted == null) {
      return null;
    }
    return new PodEnd(
        exitCode(),
        isKilled(),
        end.minus(deleted),
        sigterm().map(end::minus).orElse(Duration.ZERO),
        message.isEmpty() ? lastWords().map(LastWords::text).orElse("") : message);
  }

  private boolean isKilled() {
    Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
    return exitCode == SIGKILLED
        && exited != null
        && deleted != null
        && grace != null
        && exited.minus(deleted).compareTo(Duration.ofSeconds(grace).minus(ROUNDING)) >= 0;
  }

  private Optional<Duration> sigterm() {
    Duration begun = deleted;
    Duration end = exit();
    if (begun == null || end == null) {
      return Optional.empty();
    }
    return lastWords()
        .flatMap(LastWords::sinceSigterm)
        .map(end::minus)
        .or(() -> PreStop.of(pod).length().map(begun::plus))
        .map(at -> at.compareTo(begun) < 0 ? begun : at)
        .filter(at -> at.compareTo(end) <= 0);
  }
}
