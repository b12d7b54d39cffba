package io.lameduck;

/**
 * Drains when the JVM exits in a way that no signal handler saw: somebody's {@link System#exit}, or
 * any signal under {@code -Xrs}. Hooks of other people run at the same moment, and the exit code is
 * theirs who began it.
 */
final class ExitHook implements AutoCloseable {
  private final Thread hook;

  /**
   * @param drain returns when the service has drained
   */
  ExitHook(Runnable drain) {
    this.hook = new Thread(null, drain, "lameduck-exit-hook", 0, false);
  }

  void install() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException exiting) {
      return; // too late to remove it: it finds the shutdown done
    }
  }
}
