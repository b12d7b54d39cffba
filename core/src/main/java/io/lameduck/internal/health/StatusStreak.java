package io.lameduck.internal.health;

import io.lameduck.probe.CheckSchedule;
import io.lameduck.probe.CheckState;
import io.lameduck.probe.Status;
import java.time.Duration;

/**
 * What the results of a check amount to so far: its status, and how many results of the same sort
 * came last. Moments and durations are in nanoseconds.
 */
record StatusStreak(Status status, Result last, int streak, long tookNanos, long at) {
  private static final Result NONE = new Result(false, "");

  static StatusStreak unknown(long now) {
    return new StatusStreak(Status.UNKNOWN, NONE, 0, 0, now);
  }

  StatusStreak after(Result result, long tookNanos, long at, CheckSchedule schedule) {
    int inARow = result.passed() == last.passed() ? streak + 1 : 1;
    boolean enough = inARow >= threshold(result, schedule);
    return new StatusStreak(enough ? meaning(result) : status, result, inARow, tookNanos, at);
  }

  CheckState describe(CheckSpec spec, long now) {
    Duration took = Duration.ofNanos(tookNanos);
    Duration age = Duration.ofNanos(Math.max(0, now - at)); // a result may be newer than now
    return new CheckState(spec.name(), spec.kind(), status, last.detail(), took, age);
  }

  private static int threshold(Result result, CheckSchedule schedule) {
    return result.passed() ? schedule.successThreshold() : schedule.failureThreshold();
  }

  private static Status meaning(Result result) {
    return result.passed() ? Status.UP : Status.DOWN;
  }
}
