package io.lameduck.internal.health;

/** Work of the {@link BackgroundLoop}: done in steps that never block for long. */
interface Tickable {
  /** Nanoseconds that never pass: a hundred years. */
  long NEVER = 100L * 365 * 24 * 3_600 * 1_000_000_000L;

  /**
   * Does what is due.
   *
   * @param now the moment, in nanoseconds
   * @return the nanoseconds after which there may be something to do again
   */
  long tick(long now);

  /** Ends the work; called once, after the last tick. */
  void stop();
}
