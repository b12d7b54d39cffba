package io.lameduck.rehearsal.cluster;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Translates the time of another machine into that of this rehearsal: from lines that say when they
 * were written, and the moments at which they came. The quickest of them is the best estimate; it
 * is too late by as long as that line took. Any thread.
 */
public final class PodClock {
  private @Nullable Duration minDifference;

  /** A line that was written then, by that clock, came now. */
  synchronized void observe(Instant written, Duration came) {
    Duration difference = came.minus(sinceEpoch(written));
    if (minDifference == null || difference.compareTo(minDifference) < 0) {
      minDifference = difference;
    }
  }

  /** That moment, since the rehearsal began. */
  public synchronized Duration at(Instant moment) {
    if (minDifference == null) {
      throw new IllegalStateException("no line has come yet");
    }
    return sinceEpoch(moment).plus(minDifference);
  }

  private static Duration sinceEpoch(Instant moment) {
    return Duration.between(Instant.EPOCH, moment);
  }
}
