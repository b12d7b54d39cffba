package io.lameduck.rehearsal.model;

import java.util.OptionalDouble;

/**
 * The latency of new pods beside the steady state.
 *
 * @param requests how many good answers {@code first} is of
 * @param first of each pod's first 1,000 requests, and of those in flight meanwhile
 * @param steadyRequests how many good answers {@code steady} is of
 * @param steady of the requests to all pods after their first 1,000; each kind of client has the
 *     same share in it as in {@code first}. Zero where there was none
 * @param conclusive whether both are of enough requests, 1,000, to compare their slowest hundredth
 */
public record ColdStart(
    long requests, Latency first, long steadyRequests, Latency steady, boolean conclusive) {
  /**
   * The 99th percentile of the first requests over that of the steady state; empty where there is
   * no steady state.
   */
  public OptionalDouble ratio() {
    return steady.p99().isZero()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) first.p99().toNanos() / steady.p99().toNanos());
  }
}
