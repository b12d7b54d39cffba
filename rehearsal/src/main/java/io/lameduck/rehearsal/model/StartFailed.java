package io.lameduck.rehearsal.model;

/** A pod did not get as far as serving; the message says what was found and what to do. */
public final class StartFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** In which way. */
  public enum Reason {
    COMMAND_NOT_FOUND,
    PORT_IN_USE,
    CRASHED,
    NEVER_READY
  }

  private final Reason reason;

  public StartFailed(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
