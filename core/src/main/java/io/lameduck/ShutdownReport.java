package io.lameduck;

import java.time.Duration;
import java.util.List;

/**
 * What happened in a shutdown; immutable.
 *
 * @param outcome how it went
 * @param cause what began it
 * @param duration from the first trigger to the end
 * @param phases each phase it went through, in order
 * @param traffic what was served, before and since
 * @param cut the work that was still in flight at the deadline, oldest first, at most {@value
 *     #MOST_CUT_SHOWN} pieces of it; {@link Traffic#cut()} is their full number
 * @param resources how closing each resource went, in the order they were closed
 */
public record ShutdownReport(
    Outcome outcome,
    ShutdownCause cause,
    Duration duration,
    List<PhaseReport> phases,
    Traffic traffic,
    List<WorkInFlight> cut,
    List<CloseReport> resources) {

  static final int MOST_CUT_SHOWN = 100;

  public ShutdownReport {
    phases = List.copyOf(phases);
    cut = List.copyOf(cut);
    resources = List.copyOf(resources);
  }

  /** The resources that did not close. */
  public List<CloseReport> failures() {
    return resources.stream().filter(resource -> resource.failure().isPresent()).toList();
  }
}
