package io.lameduck.rehearsal.pod;

import java.time.Duration;

/**
 * The pause before a container is started again: none the first time, then 10 s, doubled each time
 * up to five minutes, as in {@code CrashLoopBackOff}. One thread.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private Duration next = Duration.ZERO;

  Duration next() {
    Duration pause = next;
    Duration doubled = pause.isZero() ? FIRST : pause.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return pause;
  }
}
