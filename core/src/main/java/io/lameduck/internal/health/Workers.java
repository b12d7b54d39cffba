package io.lameduck.internal.health;

import io.lameduck.internal.thread.DaemonThread;

/** Where checks run. */
@FunctionalInterface
interface Workers {
  /** Starts a run; never waits for it. */
  Worker start(String check, Runnable run);

  /** Where one run goes on. */
  @FunctionalInterface
  interface Worker {
    void interrupt();
  }

  /** A new daemon thread for each run: nothing of one run is left for the next, nothing idles. */
  static Workers threads() {
    return (check, run) -> DaemonThread.start("check-" + check, run)::interrupt;
  }
}
