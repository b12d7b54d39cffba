package io.lameduck.it.foreign;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that keep no JVM alive. */
final class Daemons {
  private Daemons() {}

  static ExecutorService threads(String name) {
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
