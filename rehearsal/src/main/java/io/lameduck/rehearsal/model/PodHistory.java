package io.lameduck.rehearsal.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one pod.
 *
 * @param events in the order in which they happened
 * @param end how its last process ended; {@code null} if the rehearsal was over before
 * @param log the last lines it wrote
 */
public record PodHistory(
    String name, List<PodEvent> events, @Nullable PodEnd end, List<String> log) {
  public PodHistory {
    events = List.copyOf(events);
    log = List.copyOf(log);
  }

  /** How often a process of this pod was started again. */
  public int restarts() {
    return Math.max(0, (int) events.stream().filter(PodHistory::isStart).count() - 1);
  }

  private static boolean isStart(PodEvent event) {
    return event.kind() == PodEvent.Kind.STARTED;
  }

  /**
   * How long after a second SIGTERM its last process was gone, negative if it was gone before;
   * empty if it got none, or is not gone.
   */
  public Optional<Duration> afterSecondSigterm() {
    return last(PodEvent.Kind.SECOND_SIGTERM)
        .flatMap(signal -> last(PodEvent.Kind.EXITED).map(exit -> exit.minus(signal)));
  }

  private Optional<Duration> last(PodEvent.Kind kind) {
    return events.stream()
        .filter(event -> event.kind() == kind)
        .map(PodEvent::at)
        .reduce((earlier, later) -> later);
  }
}
