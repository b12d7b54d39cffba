package io.lameduck.internal.warmup;

import io.lameduck.internal.text.DurationText;

/**
 * The latency of a warm-up, round by round, until it has flattened: the compilers have done what
 * they do for so many requests. One thread.
 */
final class Latency {
  /**
   * So many rounds without a gain in a row. Code is compiled for the last time after some thousand
   * calls, so fewer rounds prove nothing.
   */
  private static final int FLAT_ROUNDS = 5;

  /** A round below this share of the reference is a gain. */
  private static final double GAIN = 0.9;

  private long first = -1;
  private long last = -1;
  private long reference;
  private int withoutGain;

  /** Another round: within this time 95 % of its requests were answered. */
  void add(long nanos) {
    if (first < 0) {
      first = nanos;
      reference = nanos;
    } else if (nanos < reference * GAIN) {
      reference = nanos; // kept after a smaller gain, so that small ones add up
      withoutGain = 0;
    } else {
      withoutGain++;
    }
    last = nanos;
  }

  boolean isFlat() {
    return withoutGain >= FLAT_ROUNDS;
  }

  /** As it is told behind the number of requests; empty before the end of the first round. */
  @Override
  public String toString() {
    return first < 0
        ? ""
        : ", 95 % within "
            + DurationText.millis(first)
            + " at first, "
            + DurationText.millis(last)
            + " at last";
  }
}
