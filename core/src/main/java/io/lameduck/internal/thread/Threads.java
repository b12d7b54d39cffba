package io.lameduck.internal.thread;

/**
 * Where the library's own threads come from; tests run the tasks where they like. A thread that the
 * end of the process needs is made when the service starts and is parked until then: at the end
 * there may be no thread to be had.
 */
public interface Threads {
  /** A thread that waits for tasks. */
  interface Worker {
    /**
     * Runs a task, after the one it may be at the end of. Never waits, and needs neither a new
     * thread nor memory.
     *
     * @param name what the thread is called meanwhile
     */
    void run(String name, Runnable task);

    /** Ends the thread when it has nothing to do any more. */
    void retire();
  }

  /**
   * Makes a thread and parks it. It is a daemon: what it runs may hang, and must not keep the JVM
   * from exiting.
   *
   * @throws OutOfMemoryError if the system has no thread left
   */
  Worker park(String name);

  /**
   * Keeps the JVM from exiting with 0 when its last thread ends, until the release is run. Does
   * nothing where there is no thread to be had.
   */
  Runnable keepAlive();

  /** Threads of the JVM. */
  static Threads jvm() {
    return new Threads() {
      @Override
      public Worker park(String name) {
        return ParkedThread.start(name);
      }

      @Override
      public Runnable keepAlive() {
        return KeepAlive.start();
      }
    };
  }
}
