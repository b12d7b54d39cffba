package io.lameduck.rehearsal.pod;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a child process. Not one of the system's ephemeral ports: between the choice and the
 * child's bind, one of a thousand client connections a second would take it.
 */
public final class FreePort {
  private static final int LOWEST = 10_000;
  private static final int BELOW = 30_000;
  private static final int ATTEMPTS = 1000;
  private static final Set<Integer> CHOSEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** One that is free now and was not chosen before. */
  public static int choose() {
    return ThreadLocalRandom.current()
        .ints(ATTEMPTS, LOWEST, BELOW)
        .filter(port -> isFree(port) && CHOSEN.add(port))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free port below " + BELOW));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
