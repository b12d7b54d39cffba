package io.lameduck.internal.silence;

import io.lameduck.internal.work.SilenceModel;

/**
 * The connections of one address: those of the half window that is running and of the whole one
 * before it, and those since the shutdown began. A client first seen after that has no usual rate,
 * and is never concluded to be gone.
 */
final class ClientRate {
  /** Rates are those of the last one to two minutes: what was at noon says nothing at night. */
  static final long WINDOW = 60_000_000_000L;

  private long windowStart;
  private long halfStart;
  private int previous;
  private int current;
  private long last;
  private boolean late;
  private long lateSince;
  private int lateCount;

  ClientRate(long since) {
    windowStart = since;
    halfStart = since;
    last = since;
  }

  synchronized void connection(long now) {
    if (late) {
      lateCount++;
    } else {
      moveWindow(now);
      current++;
    }
    last = now;
  }

  synchronized void shutdownBegan(long now) {
    moveWindow(now);
    late = true;
    lateSince = now;
    last = now;
  }

  synchronized boolean forgottenAt(long now) {
    return !late && now - last >= 2 * WINDOW;
  }

  synchronized long conclusiveAt(double risk) {
    if (!late) {
      return SilenceModel.NEVER;
    }
    double count = previous + current;
    double nanos = lateSince - windowStart;
    double lateNanos = last - lateSince;
    if (lateCount > 0 && lateCount * nanos < count * lateNanos) {
      count = lateCount;
      nanos = lateNanos;
    }
    double granted = risk / ((lateCount + 1.0) * (lateCount + 2.0));
    double silence = nanos * (Math.pow(granted, -1 / count) - 1);
    return silence < WINDOW ? last + (long) silence : SilenceModel.NEVER;
  }

  private void moveWindow(long now) {
    if (now - halfStart < WINDOW) {
      return;
    }
    boolean adjacent = now - halfStart < 2 * WINDOW;
    previous = adjacent ? current : 0;
    windowStart = adjacent ? halfStart : now - WINDOW;
    current = 0;
    halfStart = now;
  }
}
