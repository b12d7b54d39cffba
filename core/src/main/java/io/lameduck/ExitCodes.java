package io.lameduck;

/** Which exit code a shutdown ends with: who reads it decides what it has to say. */
public enum ExitCodes {
  /**
   * For a service, which is always ended by a signal: 0 when everything in flight was served, 1
   * when something had to be cut, 130 (SIGINT) or 143 (SIGTERM) when a second signal cut the drain
   * short.
   */
  SERVER,

  /** For a job, which must not count as done when it was interrupted: 143 after any signal. */
  JOB;

  /** What a JVM that nobody taught better exits with after SIGTERM: 128 + 15. */
  private static final int INTERRUPTED = 143;

  int status(Outcome outcome, ShutdownCause cause) {
    if (this == JOB && cause.trigger().interrupts()) {
      return INTERRUPTED;
    }
    return outcome == Outcome.DRAINED && cause.trigger() != Trigger.FATAL_ERROR ? 0 : 1;
  }
}
