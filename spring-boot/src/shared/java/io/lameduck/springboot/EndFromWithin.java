package io.lameduck.springboot;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Finds out that the application is ended by its own work, which then waits for the end, and must
 * not be waited for.
 */
final class EndFromWithin {
  private EndFromWithin() {}

  /** Whether a thread that runs classes of such a package waits in {@link System#exit}. */
  static boolean byExit(String packageOfWork) {
    return Thread.getAllStackTraces().values().stream()
        .anyMatch(stack -> runs(stack, packageOfWork) && has(stack, EndFromWithin::exits));
  }

  /** Whether classes of such a package are on a stack. */
  static boolean runs(StackTraceElement[] stack, String packageOfWork) {
    return has(stack, frame -> frame.getClassName().startsWith(packageOfWork));
  }

  private static boolean exits(StackTraceElement frame) {
    return frame.getClassName().equals("java.lang.Runtime") && frame.getMethodName().equals("exit");
  }

  private static boolean has(StackTraceElement[] stack, Predicate<StackTraceElement> frame) {
    return Arrays.stream(stack).anyMatch(frame);
  }
}
