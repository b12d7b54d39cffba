package io.lameduck.probe;

import java.util.Locale;

/** The question a check helps to answer. There is no default: the three have different costs. */
public enum CheckKind {
  /**
   * Must the process be restarted? For what only a restart repairs; a check of a dependency here
   * restarts every replica when that dependency fails.
   */
  LIVENESS,
  /** Should requests be sent here at the moment? */
  READINESS,
  /** Is the service up for the first time? Not run any more once it has passed. */
  STARTUP;

  /** Alive until proven dead, but not ready and not started until proven so. */
  boolean passes(Status status) {
    return this == LIVENESS ? status != Status.DOWN : status == Status.UP;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
