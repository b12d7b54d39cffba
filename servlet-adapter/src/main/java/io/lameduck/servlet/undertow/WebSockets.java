package io.lameduck.servlet.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.websockets.jsr.ServerWebSocketContainer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets of web applications. Undertow does not tell who keeps them, but a request that was
 * upgraded leads there. Undertow's libraries for servlets and WebSockets may be missing.
 */
final class WebSockets {
  private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";
  private static final boolean WITH_SERVLETS =
      isPresent("io.undertow.servlet.handlers.ServletRequestContext");

  private final Set<Object> containers = ConcurrentHashMap.newKeySet();

  /** A request has been upgraded. */
  void remember(HttpServerExchange exchange) {
    Object container = WITH_SERVLETS ? Servlets.containerOf(exchange) : null;
    if (container != null) {
      containers.add(container);
    }
  }

  /** Closes them with 1001, "going away", and refuses others. */
  void goAway() {
    containers.forEach(Servlets::goAway);
  }

  private static boolean isPresent(String name) {
    try {
      Class.forName(name, false, WebSockets.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  /** Loaded only where there are servlets. */
  private static final class Servlets {
    private Servlets() {}

    static @Nullable Object containerOf(HttpServerExchange exchange) {
      ServletRequestContext request = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
      return request == null ? null : request.getCurrentServletContext().getAttribute(CONTAINER);
    }

    static void goAway(Object container) {
      if (container instanceof ServerWebSocketContainer undertows) {
        undertows.close(0); // waits for nobody
      }
    }
  }
}
