package io.lameduck.internal.thread;

import java.util.concurrent.CountDownLatch;

/**
 * A thread that is no daemon and does nothing. The shutdown runs on daemons: when the last other
 * thread of the service has ended, the JVM would exit with 0 before the shutdown can set the exit
 * code.
 */
final class KeepAlive {
  private KeepAlive() {}

  /** Starts one, if the system has a thread left; running the result ends it. */
  static Runnable start() {
    CountDownLatch released = new CountDownLatch(1);
    try {
      Thread thread = DaemonThread.of("keep-alive", () -> await(released));
      thread.setDaemon(false);
      thread.start();
    } catch (OutOfMemoryError e) {
      return () -> {}; // the exit hook keeps the JVM alive too, only the exit code is then its own
    }
    return released::countDown;
  }

  private static void await(CountDownLatch released) {
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException e) {
        // Only the release ends it.
      }
    }
  }
}
