package io.lameduck.jdk;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lameduck.internal.adapter.Refusal;
import io.lameduck.probe.ProbeAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A context whose requests can be seen. To the JDK's server it is one handler: filters,
 * authentication and the owner's handler all run in here, so that nothing of a request is out of
 * sight.
 */
final class TrackedContext extends HttpContext implements HttpHandler {
  private static final ProbeAnswer DRAINED = Refusal.answer();

  private final HttpServer server;
  private final Tracking tracking;
  private final List<Filter> filters = new CopyOnWriteArrayList<>();
  private final Authentication authentication = new Authentication();
  private volatile @Nullable HttpHandler handler;
  private volatile @Nullable HttpContext inner;

  TrackedContext(HttpServer server, Tracking tracking, @Nullable HttpHandler handler) {
    this.server = server;
    this.tracking = tracking;
    this.handler = handler;
  }

  /** May be called twice: a request can come before the JDK has returned the context. */
  void attach(HttpContext inner) {
    this.inner = inner;
  }

  /** Whether a request is served that came to another context, a probe's. */
  boolean isForeign(HttpExchange exchange) {
    return exchange.getHttpContext() != inner;
  }

  HttpContext inner() {
    return Objects.requireNonNull(inner);
  }

  /**
   * Serves a request, unless the drain is over: then it is answered 503, since a cut connection
   * would leave the client in doubt whether its request was served.
   */
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (inner == null) {
      attach(exchange.getHttpContext());
    }
    TrackedRequest request = tracking.request(exchange);
    if (request.enter()) {
      follow(request);
    } else {
      ProbeHandler.send(exchange, DRAINED);
    }
  }

  @Override
  public @Nullable HttpHandler getHandler() {
    return handler;
  }

  @Override
  public void setHandler(HttpHandler handler) {
    Objects.requireNonNull(handler);
    if (this.handler != null) {
      throw new IllegalArgumentException("handler already set");
    }
    this.handler = handler;
    inner().setHandler(this);
  }

  @Override
  public String getPath() {
    return inner().getPath();
  }

  @Override
  public HttpServer getServer() {
    return server;
  }

  @Override
  public Map<String, Object> getAttributes() {
    return inner().getAttributes();
  }

  @Override
  public List<Filter> getFilters() {
    return filters;
  }

  @Override
  public @Nullable Authenticator setAuthenticator(@Nullable Authenticator authenticator) {
    return authentication.replace(authenticator);
  }

  @Override
  public @Nullable Authenticator getAuthenticator() {
    return authentication.authenticator();
  }

  private void follow(TrackedRequest request) throws IOException {
    boolean returned = false;
    try {
      pass(request, request.exchange(this));
      returned = true;
    } finally {
      request.handled(returned);
    }
  }

  /** Most contexts have no filter, and need no chain. */
  private void pass(TrackedRequest request, HttpExchange seen) throws IOException {
    if (filters.isEmpty()) {
      serve(request, seen);
    } else {
      HttpHandler last = exchange -> serve(request, exchange);
      new Filter.Chain(filters, last).doFilter(seen);
    }
  }

  private void serve(TrackedRequest request, HttpExchange exchange) throws IOException {
    if (authentication.passes(request, exchange)) {
      Objects.requireNonNull(handler).handle(exchange);
    }
  }
}
