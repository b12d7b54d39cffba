package io.lameduck;

/**
 * Which exit code a shutdown ends with: who reads it decides what it has to say.
 *
 * @since 0.1.0
 */
public enum ExitCodes {
  /**
   * For a service, which is always ended by a signal: 0 when everything in flight was served, 1
   * when something had to be cut, 130 when a second SIGINT cut the drain short.
   */
  SERVER,

  /** For a job, which must not count as done when it was interrupted: 143 after any signal. */
  JOB
}
