package io.lameduck.it.plain;

/** What is done when the JVM has been told to end. */
@FunctionalInterface
interface AtExit {
  void end() throws Exception;

  static void run(AtExit atExit) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endOrTell(atExit)));
  }

  private static void endOrTell(AtExit atExit) {
    try {
      atExit.end();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
