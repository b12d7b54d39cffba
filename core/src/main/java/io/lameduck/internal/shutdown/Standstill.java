package io.lameduck.internal.shutdown;

import java.time.Duration;

/**
 * Whether this process stood still, for a collector's pause, a CPU that was throttled, or one that
 * others had. It did not hear who came meanwhile, so the silence proves nothing. It is told by
 * looks that come far later than planned. For one thread.
 */
final class Standstill {
  static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** As late as a look may be: together they stay below the silence that proves anything. */
  static final Duration TOLERANCE = Duration.ofMillis(250);

  private final long since;
  private boolean begun;
  private long unseen;
  private long nextLook;
  private boolean found;

  /**
   * @param since when it might have begun
   */
  Standstill(long since) {
    this.since = since;
  }

  /** A look at the clock; more of them than planned do no harm. */
  void look(long now) {
    if (begun) {
      found |= now - nextLook > TOLERANCE.toNanos();
    } else {
      begun = true;
      unseen = now - since;
    }
    nextLook = now + BETWEEN_LOOKS.toNanos();
  }

  /** The moment of the next look. */
  long nextLook() {
    return nextLook;
  }

  /** The time before the first look, of which nothing is known. */
  long unseen() {
    return unseen;
  }

  boolean found() {
    return found;
  }
}
