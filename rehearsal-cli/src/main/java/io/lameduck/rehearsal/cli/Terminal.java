package io.lameduck.rehearsal.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Detects a terminal. */
final class Terminal {
  private Terminal() {}

  /**
   * Whether standard error is a terminal. A child that inherits it can tell on every JDK; {@code
   * System.console()} means something else since 22.
   */
  static boolean isStandardError() {
    try {
      Process test = new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT).start();
      return test.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
