package io.lameduck.javalin;

import static io.javalin.event.JavalinLifecycleEvent.SERVER_STOPPED;
import static io.javalin.event.JavalinLifecycleEvent.SERVER_STOPPING;
import static io.javalin.event.JavalinLifecycleEvent.SERVER_STOP_FAILED;

import io.javalin.config.JavalinState;
import io.javalin.event.EventManager;
import io.lameduck.servlet.jetty.JettyServer;
import java.util.Objects;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The Jetty of a Javalin. It is handed over at Javalin's event {@code SERVER_STARTING}: then it has
 * all its handlers and connectors, and has not been started.
 */
final class JavalinJetty {
  private final EventManager events;
  private volatile @Nullable Server server;
  private volatile @Nullable JettyServer adapter;

  JavalinJetty(JavalinState javalin) {
    events = javalin.eventManager;
    javalin.jetty.modifyServer(this::found);
    javalin.events.serverStarting(() -> adapter = JettyServer.of(server()));
  }

  private void found(Server jetty) {
    jetty.addEventListener(new FailedStart());
    server = jetty;
  }

  /** Its adapter, once Javalin is starting it. */
  JettyServer adapter() {
    return Objects.requireNonNull(adapter, "Javalin has not been started");
  }

  /** Stops it as Javalin does, with Javalin's events, which nobody but it can be told to. */
  void stop() {
    try {
      events.fireEvent(SERVER_STOPPING);
    } finally {
      stopServer();
    }
    events.fireEvent(SERVER_STOPPED);
  }

  private void stopServer() {
    Server jetty = server();
    waitForNothing(jetty);
    try {
      jetty.stop();
    } catch (Exception e) {
      events.fireEvent(SERVER_STOP_FAILED);
      throw new IllegalStateException("Jetty did not stop: " + e.getMessage(), e);
    }
  }

  /** Jetty would wait for requests that have been cut. */
  private static void waitForNothing(Server jetty) {
    jetty.setStopTimeout(0);
    if (jetty.getThreadPool() instanceof QueuedThreadPool threads) {
      threads.setStopTimeout(0);
    }
  }

  private Server server() {
    return Objects.requireNonNull(server, "Javalin has not been started");
  }
}
