package io.lameduck.rehearsal.pod;

/** A probe or a hook did not succeed; the message says why. */
final class HandlerFailed extends Exception {
  private static final long serialVersionUID = 1;

  HandlerFailed(String message) {
    super(message);
  }

  HandlerFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
