package io.lameduck.internal.shutdown;

import io.lameduck.EndReason;
import io.lameduck.internal.config.Settings;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process at once, after the last words. Runs no foreign code, since the watchdog and the
 * threads of signals call it. Of several threads that halt, the first writes the last words and the
 * others wait for it.
 */
final class Halt {
  /** How long the last words may take: the limit of the message, and as much for the rest. */
  private static final long LIMIT_MILLIS = 2 * Settings.MESSAGE_LIMIT.toMillis();

  private final ServiceParts service;
  private final LastWords lastWords;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch spoken = new CountDownLatch(1);

  Halt(ServiceParts service, LastWords lastWords) {
    this.service = service;
    this.lastWords = lastWords;
  }

  /**
   * Does not return where the JVM can be halted.
   *
   * @param account of the shutdown, if one has begun
   */
  void now(@Nullable Account account, EndReason reason, int status) {
    try {
      if (!begun.compareAndSet(false, true)) {
        awaitSpoken();
      } else if (account != null) {
        lastWords.halt(account, reason, status);
      }
    } finally {
      spoken.countDown();
      service.exit().halt(status);
    }
  }

  /** Has a limit, since the first thread may run out of memory or hang. */
  private void awaitSpoken() {
    try {
      spoken.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // halts at once
    }
  }
}
