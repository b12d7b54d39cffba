package io.lameduck.spi;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds whoever comes by until the test lets it go on. */
public final class Hold {
  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** Waits to be released; returns at once when that has been done. */
  public void pass() {
    arrived.countDown();
    await(released, "nobody let it go on");
  }

  /** Waits until somebody has come by. */
  public void awaitArrival() {
    await(arrived, "nobody came by");
  }

  /** Lets everybody go on, those included who are still to come. */
  public void release() {
    released.countDown();
  }

  private static void await(CountDownLatch latch, String failure) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    }
  }
}
