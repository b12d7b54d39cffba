package io.lameduck.rehearsal;

/**
 * A rehearsal would tell nothing; the message says why, and what to do. Nothing is left running.
 */
public final class RehearsalRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  RehearsalRefused(String message) {
    super(message);
  }

  RehearsalRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
