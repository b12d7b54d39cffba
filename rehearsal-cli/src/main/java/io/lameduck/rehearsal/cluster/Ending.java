package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a pod: what the API tells of it, and what can be worked out. Nobody tells of SIGTERM;
 * it is known from the pod's last words or from its preStop hook.
 *
 * @param deleted when it was; null if it was not
 * @param exited when it was known to have ended; null if it has not
 * @param exitCode {@link PodEnd#UNKNOWN} if the kubelet has lost it
 * @param message its termination message; may be empty
 * @param logEnded when its log ended; null if it has not, or nobody knows
 */
record Ending(
    Pod pod,
    @Nullable Duration deleted,
    @Nullable Duration exited,
    int exitCode,
    String message,
    List<String> log,
    @Nullable Duration logEnded) {
  /** How long before the end of the grace period exit code 137 is still the kubelet's SIGKILL. */
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private static final int SIGKILLED = 137;

  /** What it said of its end, to the kubelet or in its log. */
  Optional<LastWords> lastWords() {
    return LastWords.in(message.lines().toList()).or(() -> LastWords.in(log));
  }

  /** With the signals, and with the exit where it was. */
  List<PodEvent> complete(List<PodEvent> events) {
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

  /** Null if it was not deleted, or has not ended. */
  @Nullable PodEnd end() {
    Duration end = exit();
    if (end == null || deleted == null) {
      return null;
    }
    return new PodEnd(
        knownExitCode(),
        isKilled(),
        end.minus(deleted),
        sigterm().map(end::minus).orElse(Duration.ZERO),
        message.isEmpty() ? lastWords().map(LastWords::text).orElse("") : message);
  }

  /** The pod as an object outlives its container by seconds, the log does not. */
  private @Nullable Duration exit() {
    boolean told = exitCode != PodEnd.UNKNOWN;
    return told || exited == null || logEnded == null || logEnded.compareTo(exited) > 0
        ? exited
        : logEnded;
  }

  private String exitDetail() {
    return knownExitCode() == PodEnd.UNKNOWN ? "" : "exit code " + knownExitCode();
  }

  private int knownExitCode() {
    return exitCode == PodEnd.UNKNOWN
        ? lastWords().map(LastWords::exitCode).orElse(exitCode)
        : exitCode;
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
