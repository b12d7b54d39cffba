package io.lameduck;

/**
 * What began a shutdown.
 *
 * @param trigger the kind
 * @param detail the reason given, or empty
 */
public record ShutdownCause(Trigger trigger, String detail) {
  static ShutdownCause of(Trigger trigger) {
    return new ShutdownCause(trigger, "");
  }

  /** {@code SIGTERM}, or {@code shutdown (job done)}. */
  @Override
  public String toString() {
    return detail.isEmpty() ? trigger.word() : trigger.word() + " (" + detail + ")";
  }
}
