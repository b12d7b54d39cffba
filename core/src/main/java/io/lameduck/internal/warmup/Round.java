package io.lameduck.internal.warmup;

import java.util.Arrays;

/** How long each request of a round took. It is full after so many, or so much time. One thread. */
final class Round {
  private static final int REQUESTS = 1000;
  private static final long NANOS = 1_000_000_000;
  private static final double SHARE = 0.95;

  private final long begun;
  private final long[] nanos = new long[REQUESTS];
  private int requests;

  Round(long begun) {
    this.begun = begun;
  }

  void add(long nanos) {
    this.nanos[requests++] = nanos;
  }

  boolean isFull(long now) {
    return requests == REQUESTS || (requests > 0 && now - begun >= NANOS);
  }

  /** Within what time 95 % of its requests were answered. */
  long latency() {
    long[] sorted = Arrays.copyOf(nanos, requests);
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(SHARE * requests) - 1];
  }
}
