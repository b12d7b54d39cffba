package io.lameduck.jdk;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for handlers that throw on purpose: nothing of it appears on the console. */
final class QuietThreads {
  private QuietThreads() {}

  static ThreadPoolExecutor pool(int size) {
    return new ThreadPoolExecutor(
        size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), QuietThreads::thread);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "handler");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((dying, expected) -> {});
    return thread;
  }
}
