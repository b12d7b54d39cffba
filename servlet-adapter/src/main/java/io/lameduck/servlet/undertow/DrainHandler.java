package io.lameduck.servlet.undertow;

import io.lameduck.Ticket;
import io.lameduck.internal.adapter.Refusal;
import io.lameduck.probe.ProbeAnswer;
import io.lameduck.spi.HealthChecker;
import io.lameduck.spi.RequestDescription;
import io.lameduck.spi.ServerContext;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/** Takes a ticket for each request, until its response is complete, and answers the probes. */
final class DrainHandler implements HttpHandler {
  private final HttpHandler next;
  private final Map<StreamConnection, WatchedConnection> connections = new ConcurrentHashMap<>();
  private final WebSockets webSockets = new WebSockets();
  private volatile @Nullable ServerContext service;

  DrainHandler(HttpHandler next) {
    this.next = next;
  }

  void begin(ServerContext service) {
    this.service = service;
  }

  /** Something may have changed that the drain waits for. */
  void tell() {
    ServerContext service = this.service;
    if (service != null) {
      service.changed();
    }
  }

  /** What closes the WebSockets, one by one. */
  List<Runnable> closingsOfWebSockets() {
    return webSockets.closings();
  }

  WatchedConnection watch(StreamConnection stream) {
    WatchedConnection known = connections.get(stream);
    return known != null ? known : connections.computeIfAbsent(stream, WatchedConnection::new);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    ServerContext service = this.service;
    if (service == null) {
      next.handleRequest(exchange);
      return;
    }
    Optional<ProbeAnswer> probe =
        service
            .probes()
            .flatMap(
                probes ->
                    probes.answer(
                        exchange.getRequestMethod().toString(),
                        RequestDescription.pathOf(exchange.getRequestURI()),
                        exchange.getQueryString()));
    if (probe.isPresent()) {
      send(probe.get(), exchange);
    } else {
      serve(service, exchange);
    }
  }

  private void serve(ServerContext service, HttpServerExchange exchange) throws Exception {
    Ticket ticket = ticket(service, exchange);
    if (ticket == null) {
      refuse(exchange);
      return;
    }
    DrainExchange request =
        new DrainExchange(service, ticket, connection(exchange.getConnection()), webSockets);
    request.begin(exchange);
    try {
      next.handleRequest(exchange);
    } finally {
      request.callEnded();
    }
  }

  private static @Nullable Ticket ticket(ServerContext service, HttpServerExchange exchange) {
    RequestDescription description =
        new RequestDescription(exchange.getRequestMethod().toString(), exchange.getRequestURI());
    return service.isLameDuck() && isHealthCheck(exchange)
        ? service.tryEnterHealthCheck(description)
        : service.inFlight().tryEnter(description);
  }

  static boolean isHealthCheck(HttpServerExchange exchange) {
    return HealthChecker.sent(
        exchange.getRequestPath(), exchange.getRequestHeaders().getFirst(Headers.USER_AGENT));
  }

  private @Nullable WatchedConnection connection(ServerConnection protocol) {
    if (!Internals.CONNECTIONS.isPresent()) {
      return null;
    }
    if (protocol instanceof HttpServerConnection http) {
      return watched(http.getChannel(), http);
    }
    if (protocol instanceof Http2ServerConnection stream) {
      Http2Channel http2 = Internals.channelOf(stream);
      WatchedConnection connection = watched(Internals.streamOf(http2), stream);
      connection.speaks(http2);
      return connection;
    }
    return null;
  }

  private WatchedConnection watched(StreamConnection stream, ServerConnection protocol) {
    WatchedConnection known = connections.get(stream);
    if (known != null) {
      return known;
    }
    protocol.addCloseListener(closed -> forget(stream));
    return watch(stream);
  }

  private void forget(StreamConnection stream) {
    connections.remove(stream);
    tell();
  }

  /** Answers 503: the drain is over, and resources are being closed. */
  private static void refuse(HttpServerExchange exchange) {
    exchange.setPersistent(false);
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Refusal.RETRY_AFTER);
    exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
    exchange.endExchange();
  }

  /** Each probe brings a connection of its own, so there is no use in keeping it. */
  private static void send(ProbeAnswer answer, HttpServerExchange exchange) {
    answer
        .headers()
        .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
    exchange.setPersistent(false);
    exchange.setStatusCode(answer.status());
    exchange.setResponseContentLength(answer.bytes().length);
    exchange.getResponseSender().send(ByteBuffer.wrap(answer.bytes())); // none to a HEAD
  }
}
