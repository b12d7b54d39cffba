package io.lameduck.jdk;

import java.util.Optional;

/**
 * Has the JDK's server send small packets at once. Its default leaves Nagle's algorithm on, and
 * older JDKs send the head of a response as a packet of its own (JDK-6968351): the body then waits
 * for the client's delayed acknowledgement, 40 ms on a kept-alive connection.
 *
 * <p>The JDK reads the property once, when the first of its servers in this JVM is created.
 */
final class NoDelay {
  static final String PROPERTY = "sun.net.httpserver.nodelay";

  /** What the JDK calls the thread of each server that runs. */
  private static final String DISPATCHER = "HTTP-Dispatcher";

  private static volatile boolean tooLate;

  private NoDelay() {}

  /** Sets the property unless it is set, whatever its value. To be called before a server is. */
  static void prefer() {
    if (System.getProperties().putIfAbsent(PROPERTY, "true") == null) {
      tooLate = aServerRuns();
    }
  }

  /** What to do where a server was created before the property was set. */
  static Optional<String> advice() {
    return tooLate
        ? Optional.of(
            "another server of the JDK was created before this library was loaded, so that small"
                + " responses on kept-alive connections may take 40 ms: start the JVM with -D"
                + PROPERTY
                + "=true")
        : Optional.empty();
  }

  private static boolean aServerRuns() {
    ThreadGroup all = Thread.currentThread().getThreadGroup();
    while (all.getParent() != null) {
      all = all.getParent();
    }
    Thread[] threads = new Thread[2 * all.activeCount()];
    int count = all.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().equals(DISPATCHER)) {
        return true;
      }
    }
    return false;
  }
}
