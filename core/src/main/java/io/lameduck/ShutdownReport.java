package io.lameduck;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What happened in a shutdown; immutable.
 *
 * @param outcome how it went
 * @param cause what began it
 * @param duration from the first trigger to the end
 * @param phases each phase it went through, in order
 * @param traffic what was served, before and since
 * @param cut the work that was still in flight at the deadline, oldest first, at most 100 pieces of
 *     it; {@link Traffic#cut()} is their full number
 * @param resources how closing each resource went, in the order they were closed; before them the
 *     servers that did not close, and a start that was under way and did not end
 * @since 0.1.0
 */
public record ShutdownReport(
    Outcome outcome,
    ShutdownCause cause,
    Duration duration,
    List<PhaseReport> phases,
    Traffic traffic,
    List<WorkInFlight> cut,
    List<CloseReport> resources) {

  public ShutdownReport {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(phases, "phases");
    Objects.requireNonNull(traffic, "traffic");
    Objects.requireNonNull(cut, "cut");
    Objects.requireNonNull(resources, "resources");
    phases = List.copyOf(phases);
    cut = List.copyOf(cut);
    resources = List.copyOf(resources);
  }

  /** What did not close. */
  public List<CloseReport> failures() {
    return resources.stream().filter(resource -> resource.failure().isPresent()).toList();
  }
}
