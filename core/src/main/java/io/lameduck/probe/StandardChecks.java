package io.lameduck.probe;

import java.nio.file.Path;

/**
 * Checks that many services need. Each call makes a new one, to be added once.
 *
 * <pre>{@code
 * builder
 *     .liveness("threads", StandardChecks.deadlockedThreads())
 *     .readiness("disk", StandardChecks.freeDiskSpace(Path.of("/data"), 100_000_000));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class StandardChecks {
  private StandardChecks() {}

  /** Fails while threads wait for each other in a circle, and names them. For liveness. */
  public static HealthCheck deadlockedThreads() {
    return new DeadlockCheck();
  }

  /**
   * Fails while a file system has less space left than wanted. For readiness: a restart frees none.
   *
   * @param path something that exists on the file system
   * @param minBytes the least number of bytes that is enough; at least 1
   * @throws IllegalArgumentException if the number is less than 1
   */
  public static HealthCheck freeDiskSpace(Path path, long minBytes) {
    return new DiskSpaceCheck(path, minBytes);
  }
}
