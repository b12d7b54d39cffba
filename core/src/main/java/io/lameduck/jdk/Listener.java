package io.lameduck.jdk;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.lameduck.internal.thread.DaemonThread;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The listening side of the JDK's server. Its {@code stop(seconds)} is the one way to close the
 * listener; while it waits, connections that are open stay served. But it also cuts all of them
 * when it believes itself idle: at once on JDK 21 and later, and on every version when the last
 * request in flight ends, although another one is just being read or waits for a thread. An {@link
 * Anchor} keeps it from believing so, and a second {@code stop(0)} ends it.
 *
 * <p>The listener closes only when the anchor holds, or has failed. In a server whose threads are
 * all busy that may be later than it was asked for; whoever connects until then is served.
 */
final class Listener {
  private static final int A_DAY_IN_SECONDS = 86_400;
  private static final long PATIENCE_MILLIS = 1_000;

  private final HttpServer server;
  private final Tracking tracking;
  private final Anchor anchor;
  private final AtomicBoolean prepared = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicBoolean cut = new AtomicBoolean();

  Listener(HttpServer server, Tracking tracking) {
    this.server = server;
    this.tracking = tracking;
    this.anchor = new Anchor(tracking.delegate(), server instanceof HttpsServer);
  }

  String protocol() {
    return server instanceof HttpsServer ? "https" : "http";
  }

  void start() {
    if (!tracking.started()) {
      server.start();
    }
  }

  /** Places the anchor ahead of time. */
  void prepareToClose() {
    if (tracking.started() && prepared.compareAndSet(false, true)) {
      daemon("anchor", anchor);
    }
  }

  void close() {
    prepareToClose();
    if (tracking.started() && closing.compareAndSet(false, true)) {
      daemon("stop", this::stopOnceAnchored);
    }
  }

  /** Cuts what is left. A dispatcher that is stuck in a handler must not hold us up. */
  void cut() {
    if (cut.compareAndSet(false, true)) {
      anchor.release();
      Thread stop = daemon("cut", () -> server.stop(0));
      try {
        stop.join(PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void stopOnceAnchored() {
    anchor.awaitSettled();
    if (!cut.get()) {
      server.stop(A_DAY_IN_SECONDS);
    }
  }

  private static Thread daemon(String name, Runnable task) {
    return DaemonThread.start("http-" + name, task);
  }
}
