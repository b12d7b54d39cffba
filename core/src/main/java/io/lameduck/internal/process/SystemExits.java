package io.lameduck.internal.process;

import org.jspecify.annotations.Nullable;

/**
 * Finds the threads that have called {@link System#exit}. They wait in it for all shutdown hooks,
 * the library's among them, so nothing may wait for them.
 */
public final class SystemExits {
  private SystemExits() {}

  /** Whether the thread will not come back from an exit. */
  public static boolean calledBy(@Nullable Thread thread) {
    if (thread == null || thread.getState() == Thread.State.RUNNABLE) {
      return false;
    }
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals("java.lang.Runtime")
          && frame.getMethodName().equals("exit")) {
        return true;
      }
    }
    return false;
  }
}
