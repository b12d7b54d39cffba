package io.lameduck.internal.process;

import io.lameduck.internal.thread.DaemonThread;

/**
 * Drains when the JVM exits in a way that no signal handler saw: somebody's {@link System#exit}, or
 * a signal where there is no {@code jdk.unsupported}. Hooks of other people run at the same moment.
 * The exit code is the one passed to {@link System#exit}.
 */
public final class ExitHook implements AutoCloseable {
  private final Thread hook;

  /**
   * @param drain returns when the service has drained
   */
  public ExitHook(Runnable drain) {
    this.hook = DaemonThread.of("exit-hook", drain);
  }

  public void install() {
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
