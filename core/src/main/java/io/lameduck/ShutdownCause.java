package io.lameduck;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What began a shutdown.
 *
 * @param trigger the kind
 * @param detail the reason given, or empty
 * @param disruption why, in the word of the orchestrator that ends the process, such as {@code
 *     EvictionByEvictionAPI}; empty where it is not known
 * @since 0.1.0
 */
public record ShutdownCause(Trigger trigger, String detail, String disruption) {
  /** Refuses null. */
  public ShutdownCause {
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(disruption, "disruption");
  }

  /** Returns the cause without a word of an orchestrator. */
  public ShutdownCause(Trigger trigger, String detail) {
    this(trigger, detail, "");
  }

  /** Returns the cause without a detail. */
  public static ShutdownCause of(Trigger trigger) {
    return new ShutdownCause(trigger, "");
  }

  /** {@code SIGTERM}, {@code shutdown (job done)}, or {@code SIGTERM (PreemptionByScheduler)}. */
  @Override
  public String toString() {
    String more =
        Stream.of(disruption, detail)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return more.isEmpty() ? trigger.word() : trigger.word() + " (" + more + ")";
  }
}
