package io.lameduck.jdk;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.internal.adapter.SeenConnections;
import io.lameduck.spi.ConnectionAge;
import io.lameduck.spi.ServerContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Tracked} server adds to the one it wraps: contexts whose requests can be seen.
 * Until {@link #begin} they are served and not counted.
 */
final class Tracking {
  /** After about this long the JDK's server has closed an idle connection. */
  private static final Duration FORGOTTEN =
      Duration.ofSeconds(2 * Math.max(1, Long.getLong("sun.net.httpserver.idleInterval", 30)));

  private final HttpServer delegate;
  private final List<TrackedContext> contexts = new CopyOnWriteArrayList<>();
  private volatile @Nullable HandOver handOver;
  private volatile SeenConnections seen = new SeenConnections(FORGOTTEN, ConnectionAge.unlimited());
  private volatile @Nullable ServerContext service;
  private volatile boolean started;

  Tracking(HttpServer delegate) {
    this.delegate = delegate;
  }

  /** The server as the JDK made it. What is added to it directly stays unseen. */
  HttpServer delegate() {
    return delegate;
  }

  void begin(ServerContext service) {
    this.seen = new SeenConnections(FORGOTTEN, service.connectionAge());
    this.service = service;
  }

  /** What is to be known of a request. */
  TrackedRequest request(HttpExchange exchange) {
    return new TrackedRequest(exchange, service, this);
  }

  /** The connections on which a request has come lately. */
  SeenConnections seen() {
    return seen;
  }

  HttpContext createContext(HttpServer wrapper, String path, @Nullable HttpHandler handler) {
    TrackedContext tracked = new TrackedContext(wrapper, this, handler);
    tracked.attach(
        handler == null
            ? delegate.createContext(path) // the JDK refuses its requests, in words of its own
            : delegate.createContext(path, tracked));
    contexts.add(tracked);
    return tracked;
  }

  void removeContext(String path) {
    delegate.removeContext(path);
    contexts.removeIf(context -> context.getPath().equals(path));
  }

  void removeContext(HttpContext context) {
    delegate.removeContext(context instanceof TrackedContext tracked ? tracked.inner() : context);
    contexts.removeIf(context::equals);
  }

  /** Whether the owner of the server has a context of exactly this path. */
  boolean hasContext(String path) {
    for (TrackedContext context : contexts) {
      if (context.getPath().equals(path)) {
        return true;
      }
    }
    return false;
  }

  /** The owner's context for a path, by the rule of the JDK: the longest that it begins with. */
  Optional<TrackedContext> contextOf(String path) {
    TrackedContext longest = null;
    for (TrackedContext context : contexts) {
      boolean longer = longest == null || context.getPath().length() > longest.getPath().length();
      if (longer && path.startsWith(context.getPath())) {
        longest = context;
      }
    }
    return Optional.ofNullable(longest);
  }

  synchronized void start() {
    delegate.start();
    started = true;
  }

  boolean started() {
    return started;
  }

  void setExecutor(@Nullable Executor executor) {
    HandOver wrapped = executor == null ? null : new HandOver(executor);
    delegate.setExecutor(wrapped);
    handOver = wrapped;
  }

  @Nullable Executor getExecutor() {
    HandOver wrapped = handOver;
    return wrapped == null ? delegate.getExecutor() : wrapped.threads();
  }

  /** Whether there may be requests that wait for a thread, and have no ticket yet. */
  boolean requestsMayWait() {
    HandOver wrapped = handOver;
    return wrapped == null || wrapped.requestsWait();
  }

  /** Whether clients wait for a thread: without an executor, for the one that accepts them. */
  boolean isCongested() {
    HandOver wrapped = handOver;
    ServerContext service = this.service;
    return wrapped == null
        ? service != null && service.inFlight().count() > 0
        : wrapped.requestsAreQueued();
  }

  /** Without an executor of its owner's the JDK's server runs handlers on its dispatcher thread. */
  boolean handlesOnDispatcher() {
    Executor executor = getExecutor();
    return executor == null || executor.getClass().getPackageName().equals("sun.net.httpserver");
  }
}
