package io.lameduck.internal.thread;

/**
 * A thread of the library: a daemon, so that it never keeps a process alive, which inherits nothing
 * of the thread that creates it. Inheritable thread-locals and a context class loader would keep a
 * web application in memory after its end. User code on it finds the class loader of the library.
 */
public final class DaemonThread {
  /** What the library's threads have as their context class loader: its own. */
  private static final ClassLoader LOADER = DaemonThread.class.getClassLoader();

  private DaemonThread() {}

  /**
   * A thread that has not been started.
   *
   * @param name without the prefix that all threads of the library have
   */
  public static Thread of(String name, Runnable task) {
    Thread thread = new Thread(null, task, "lameduck-" + name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(LOADER);
    return thread;
  }

  /** Starts a thread. */
  public static Thread start(String name, Runnable task) {
    Thread thread = of(name, task);
    thread.start();
    return thread;
  }
}
