package io.lameduck.servlet.jetty;

import io.lameduck.servlet.websocket.GoingAway;
import jakarta.websocket.Session;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSockets of a server, of all editions and of Jetty's own kind: each kind has a bean that
 * knows its sessions, and closes them when it is shut down.
 */
final class WebSockets {
  private static final Logger log = LoggerFactory.getLogger(WebSockets.class);

  private static final String SESSIONS = "SessionTracker";
  private static final String JETTYS_OWN = "org.eclipse.jetty.websocket.common";
  private static final String OF_SERVLETS = ".websocket.jakarta.common";

  private WebSockets() {}

  /**
   * What closes them with 1001, "going away", one by one, and then those that have been opened
   * since; a failure to do so is logged.
   */
  static List<Runnable> closings(Server server) {
    List<Graceful> kinds =
        server.getContainedBeans(Graceful.class).stream()
            .filter(bean -> bean.getClass().getSimpleName().equals(SESSIONS))
            .toList();
    return Stream.concat(
            kinds.stream().flatMap(WebSockets::closings),
            kinds.stream().<Runnable>map(kind -> () -> shutDown(kind)))
        .toList();
  }

  /** None of a kind that is not known, whose WebSockets are closed all at once. */
  private static Stream<Runnable> closings(Graceful kind) {
    if (kind.getClass().getPackageName().equals(JETTYS_OWN)) {
      return JettysOwn.closings(kind);
    }
    return kind.getClass().getPackageName().endsWith(OF_SERVLETS)
        ? OfServlets.closings(kind)
        : Stream.empty();
  }

  private static void shutDown(Graceful sessions) {
    Future<?> unused = sessions.shutdown().whenComplete((nothing, failure) -> log(failure));
  }

  /** Public in each kind, of no common type. */
  private static Collection<?> sessionsOf(Graceful kind) {
    try {
      return (Collection<?>) kind.getClass().getMethod("getSessions").invoke(kind);
    } catch (ReflectiveOperationException e) {
      log.debug("the WebSockets of {} are closed all at once", kind, e);
      return List.of();
    }
  }

  private static void log(@Nullable Throwable failure) {
    if (failure != null) {
      log.warn("WebSockets could not be told to go away", failure);
    }
  }

  /** Of the servlet API, in each edition; loaded only where there are some. */
  private static final class OfServlets {
    private OfServlets() {}

    static Stream<Runnable> closings(Graceful kind) {
      return sessionsOf(kind).stream().map(Session.class::cast).map(GoingAway::new);
    }
  }

  /** Of Jetty's own kind; loaded only where there are some. */
  private static final class JettysOwn {
    private JettysOwn() {}

    static Stream<Runnable> closings(Graceful kind) {
      return sessionsOf(kind).stream()
          .map(org.eclipse.jetty.websocket.api.Session.class::cast)
          .map(session -> () -> goAway(session));
    }

    private static void goAway(org.eclipse.jetty.websocket.api.Session session) {
      if (session.isOpen()) {
        session.close(StatusCode.SHUTDOWN, "the server is shutting down", Callback.NOOP);
      }
    }
  }
}
