package io.lameduck;

import java.util.concurrent.ThreadFactory;

/**
 * The library's threads: daemons, so that they never keep a process alive, with a speaking name.
 */
final class Daemon {
  private Daemon() {}

  static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(null, task, "lameduck-" + name, 0, false);
      thread.setDaemon(true);
      return thread;
    };
  }

  static void start(String name, Runnable task) {
    named(name).newThread(task).start();
  }
}
