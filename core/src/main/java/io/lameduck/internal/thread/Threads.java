package io.lameduck.internal.thread;

/**
 * Where the library's own threads come from; tests run the tasks where they like. A thread that the
 * end of the process needs is made when the service starts and is parked until then: at the end the
 * system may have no thread left.
 */
public interface Threads {
  /** A thread that waits for tasks. */
  interface Worker {
    /**
     * Runs a task once the current one has returned; replaces one that has not begun. Never waits,
     * and needs neither a new thread nor memory.
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
   * Keeps the JVM from exiting with 0 when its last thread ends, until the returned release is run.
   * Does nothing where the system has no thread left.
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
