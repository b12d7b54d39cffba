package io.lameduck.it.rehearsal;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a child process. Not one of the system's ephemeral ports: between the choice and the
 * child's bind, one of a thousand client connections a second would take it.
 */
final class FreePort {
  private static final int LOWEST = 10_000;
  private static final int BELOW = 30_000;
  private static final int ATTEMPTS = 100;

  private FreePort() {}

  static int choose() {
    return ThreadLocalRandom.current()
        .ints(ATTEMPTS, LOWEST, BELOW)
        .filter(FreePort::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port below " + BELOW));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
