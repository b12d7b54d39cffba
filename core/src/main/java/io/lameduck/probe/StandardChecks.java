package io.lameduck.probe;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Checks that many services need. Each call makes a new one, to be added once. */
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

  /**
   * Sheds load by going unready: fails from the moment the load is seen at the limit until it is
   * seen at the lower mark or below. Give it a short period, and mind that what one replica sheds
   * the others get.
   *
   * @param load the present load, like the number of requests in flight; must not block
   * @param limit the load that is too much
   * @param recovery the load at which it is fine again; at least 0 and less than the limit, so that
   *     it does not flap
   * @throws IllegalArgumentException if the marks are not in this order
   */
  public static HealthCheck overload(LongSupplier load, long limit, long recovery) {
    return new OverloadCheck(load, limit, recovery);
  }
}
