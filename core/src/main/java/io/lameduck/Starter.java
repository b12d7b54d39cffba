package io.lameduck;

/** Starts a task on a thread of its own; tests run it where they like. */
@FunctionalInterface
interface Starter {
  /** A daemon: it may hang, and must not keep the JVM from exiting. */
  void start(String name, Runnable task);

  /**
   * No daemon. The shutdown itself: when it has ended the last thread of the service, the JVM would
   * otherwise exit with 0 before the right exit code is given.
   */
  default void startKeepingAlive(String name, Runnable task) {
    start(name, task);
  }

  /** Threads of the JVM. */
  static Starter threads() {
    return new Starter() {
      @Override
      public void start(String name, Runnable task) {
        Daemon.start(name, task);
      }

      @Override
      public void startKeepingAlive(String name, Runnable task) {
        Thread thread = Daemon.named(name).newThread(task);
        thread.setDaemon(false); // said aloud: the thread of a signal handler would pass its own on
        thread.start();
      }
    };
  }
}
