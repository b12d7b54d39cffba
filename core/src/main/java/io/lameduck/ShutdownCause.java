package io.lameduck;

import java.util.Objects;

/**
 * What began a shutdown.
 *
 * @param trigger the kind
 * @param detail the reason given, or empty
 * @since 0.1.0
 */
public record ShutdownCause(Trigger trigger, String detail) {
  /** Refuses null. */
  public ShutdownCause {
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(detail, "detail");
  }

  /** Returns the cause without a detail. */
  public static ShutdownCause of(Trigger trigger) {
    return new ShutdownCause(trigger, "");
  }

  /** {@code SIGTERM}, or {@code shutdown (job done)}. */
  @Override
  public String toString() {
    return detail.isEmpty() ? trigger.word() : trigger.word() + " (" + detail + ")";
  }
}
