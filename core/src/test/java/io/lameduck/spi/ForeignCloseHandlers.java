package io.lameduck.spi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a WebSocket's close handler does, by the last message it got: by default nothing. */
public final class ForeignCloseHandlers {
  private static final Map<String, Runnable> ALL = new ConcurrentHashMap<>();

  private ForeignCloseHandlers() {}

  /** For the end of those WebSockets whose last message is this one. */
  static void register(String message, Runnable handler) {
    ALL.put(message, handler);
  }

  static void remove(String message) {
    ALL.remove(message);
  }

  /** Called by the server's close handler. */
  public static void run(String message) {
    ALL.getOrDefault(message, () -> {}).run();
  }
}
