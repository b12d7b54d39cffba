package io.lameduck.servlet.jetty;

import java.util.concurrent.Future;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.Graceful;
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

  private WebSockets() {}

  /** Closes them with 1001, "going away"; a failure to do so is logged. */
  static void goAway(Server server) {
    server.getContainedBeans(Graceful.class).stream()
        .filter(bean -> bean.getClass().getSimpleName().equals(SESSIONS))
        .forEach(WebSockets::shutDown);
  }

  private static void shutDown(Graceful sessions) {
    Future<?> unused = sessions.shutdown().whenComplete((nothing, failure) -> log(failure));
  }

  private static void log(@Nullable Throwable failure) {
    if (failure != null) {
      log.warn("WebSockets could not be told to go away", failure);
    }
  }
}
