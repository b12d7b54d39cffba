package io.lameduck.servlet.undertow;

import io.lameduck.servlet.websocket.GoingAway;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.websockets.jsr.ServerWebSocketContainer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
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

  /** What closes them with 1001, "going away", one by one, and then refuses others. */
  List<Runnable> closings() {
    return containers.stream().flatMap(Servlets::closings).toList();
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

    static Stream<Runnable> closings(Object container) {
      if (!(container instanceof ServerWebSocketContainer undertows)) {
        return Stream.empty();
      }
      Runnable rest = () -> undertows.close(0); // waits for nobody
      return Stream.concat(
          undertows.getConfiguredServerEndpoints().stream()
              .flatMap(endpoint -> endpoint.getOpenSessions().stream())
              .map(GoingAway::new),
          Stream.of(rest));
    }
  }
}
