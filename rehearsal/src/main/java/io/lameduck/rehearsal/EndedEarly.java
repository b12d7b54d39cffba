package io.lameduck.rehearsal;

/** The rehearsal ends at its first failure, and a step was waiting for something else. */
final class EndedEarly extends RuntimeException {
  private static final long serialVersionUID = 1;

  EndedEarly() {
    super("the rehearsal ends at its first failure", null, false, false);
  }
}
