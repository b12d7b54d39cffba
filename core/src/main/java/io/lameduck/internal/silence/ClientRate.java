package io.lameduck.internal.silence;

import io.lameduck.internal.work.RecentCount;
import io.lameduck.internal.work.SilenceModel;

/**
 * The connections of one address: those of late, and those since the shutdown began. A client first
 * seen after that has no usual rate, and is never concluded to be gone.
 */
final class ClientRate {
  static final long WINDOW = RecentCount.MINUTE;

  private final RecentCount recent;
  private long last;
  private boolean late;
  private long lateSince;
  private int lateCount;

  ClientRate(long since) {
    recent = new RecentCount(since);
    last = since;
  }

  synchronized void connection(long now) {
    if (late) {
      lateCount++;
    } else {
      recent.add(now);
    }
    last = now;
  }

  synchronized void shutdownBegan(long now) {
    recent.forget(now);
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
    double count = recent.count();
    double nanos = lateSince - recent.since();
    double lateNanos = last - lateSince;
    if (lateCount > 0 && lateCount * nanos < count * lateNanos) {
      count = lateCount;
      nanos = lateNanos;
    }
    double granted = risk / ((lateCount + 1.0) * (lateCount + 2.0));
    double silence = nanos * (Math.pow(granted, -1 / count) - 1);
    return silence < WINDOW ? last + (long) silence : SilenceModel.NEVER;
  }
}
