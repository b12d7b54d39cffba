package io.lameduck.rehearsal.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what a cluster will have done some time. */
public final class Await {
  private static final long BETWEEN_LOOKS_MILLIS = 200;

  private Await() {}

  /**
   * Returns when it is done.
   *
   * @param otherwise what is thrown if it does not come true in time
   */
  public static void until(
      BooleanSupplier isDone, Duration atMost, Supplier<? extends RuntimeException> otherwise)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!isDone.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw otherwise.get();
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }
}
