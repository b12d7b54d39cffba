package io.lameduck.rehearsal.pod;

/** A probe or a hook did not succeed; the message says why. */
final class HandlerFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean conclusive;

  HandlerFailed(String message) {
    super(message);
    this.conclusive = true;
  }

  HandlerFailed(String message, Throwable cause) {
    this(message, cause, true);
  }

  private HandlerFailed(String message, Throwable cause, boolean conclusive) {
    super(message, cause);
    this.conclusive = conclusive;
  }

  /** One that says nothing of the container's health: the probe counts neither way. */
  static HandlerFailed inconclusive(String message, Throwable cause) {
    return new HandlerFailed(message, cause, false);
  }

  boolean isConclusive() {
    return conclusive;
  }
}
