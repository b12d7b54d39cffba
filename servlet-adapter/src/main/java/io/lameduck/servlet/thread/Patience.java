package io.lameduck.servlet.thread;

/**
 * Runs what may never return, and waits for it a while: a stuck request must not hold an end up.
 */
public final class Patience {
  private static final long MILLIS = 500;

  /** What may never return. */
  @FunctionalInterface
  public interface Step {
    /** Is interrupted by nobody but its own server. */
    void run() throws InterruptedException;
  }

  private Patience() {}

  /**
   * Returns when the step has, or after half a second, or when interrupted.
   *
   * @param name of its thread, without the prefix that all threads of the library have
   */
  public static void run(String name, Step step) {
    Thread thread = new Thread(null, () -> runInterruptibly(step), "lameduck-" + name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Patience.class.getClassLoader()); // the creator's would leak
    thread.start();
    try {
      thread.join(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void runInterruptibly(Step step) {
    try {
      step.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // and that is its end
    }
  }
}
