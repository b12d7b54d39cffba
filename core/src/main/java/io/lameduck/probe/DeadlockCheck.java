package io.lameduck.probe;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fails while threads are deadlocked. */
final class DeadlockCheck implements HealthCheck {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public boolean healthy() throws Unhealthy {
    long[] deadlocked = threads.findDeadlockedThreads();
    if (deadlocked != null) {
      throw new Unhealthy("deadlocked: " + names(deadlocked));
    }
    return true;
  }

  private String names(long[] ids) {
    return Stream.of(threads.getThreadInfo(ids))
        .filter(Objects::nonNull) // ended meanwhile
        .map(ThreadInfo::getThreadName)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
