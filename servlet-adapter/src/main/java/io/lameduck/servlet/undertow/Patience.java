package io.lameduck.servlet.undertow;

/**
 * Runs what may never return, and waits for it a while: a stuck request must not hold an end up.
 */
final class Patience {
  private static final long MILLIS = 500;

  /** What may never return. */
  @FunctionalInterface
  interface Step {
    void run() throws InterruptedException;
  }

  private Patience() {}

  /** Returns when the step has, or after half a second, or when interrupted. */
  static void run(String name, Step step) {
    Thread thread = new Thread(null, () -> runInterruptibly(step), name, 0, false);
    thread.setDaemon(true);
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
