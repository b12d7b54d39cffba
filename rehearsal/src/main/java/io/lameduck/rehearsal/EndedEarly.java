package io.lameduck.rehearsal;

/** Ends the wait of a step when the rehearsal ends at its first failure. */
final class EndedEarly extends RuntimeException {
  private static final long serialVersionUID = 1;

  EndedEarly() {
    super("the rehearsal ends at its first failure", null, false, false);
  }
}
