package io.lameduck.probe;

import java.util.Objects;

/**
 * The question a check helps to answer. There is no default: the three have different costs.
 *
 * @since 0.1.0
 */
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

  /**
   * Returns whether a check of this kind lets its probe pass: a service is alive until it is proven
   * dead, but neither ready nor started until it is proven so.
   */
  public boolean passes(Status status) {
    Objects.requireNonNull(status, "status");
    return this == LIVENESS ? status != Status.DOWN : status == Status.UP;
  }
}
