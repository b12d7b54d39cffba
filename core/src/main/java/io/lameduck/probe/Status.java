package io.lameduck.probe;

/**
 * What the results of a check so far amount to.
 *
 * @since 0.1.0
 */
public enum Status {
  /** Not enough results yet. Not ready and not started, but alive. */
  UNKNOWN,
  /** The last {@link CheckSchedule#successThreshold()} results in a row were good. */
  UP,
  /** The last {@link CheckSchedule#failureThreshold()} results in a row were bad. */
  DOWN
}
