package io.lameduck.rehearsal.cli;

import io.lameduck.rehearsal.cluster.Undo;

/** Undoes what was done where a signal ends the program, before it ends. */
final class Interruption {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  static Interruption ends(Undo undo) {
    Thread hook = new Thread(undo::close, "undo");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  /** Removes the hook; has no effect once the JVM is shutting down. */
  void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down: the hook runs.
    }
  }
}
