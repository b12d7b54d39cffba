package io.lameduck.servlet.jetty;

import io.lameduck.Ticket;
import io.lameduck.internal.adapter.Refusal;
import io.lameduck.probe.ProbeAnswer;
import io.lameduck.spi.HealthChecker;
import io.lameduck.spi.RequestDescription;
import io.lameduck.spi.ServerContext;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Takes a ticket for each request, until its response is complete, and answers the probes. */
final class DrainHandler extends Handler.Wrapper {
  private final Map<Connector, WatchedConnector> connectors;
  private volatile @Nullable ServerContext service;

  /**
   * Stands before a handler.
   *
   * @param connectors those that are watched; live
   */
  DrainHandler(Map<Connector, WatchedConnector> connectors, @Nullable Handler handler) {
    super(handler);
    this.connectors = connectors;
  }

  void begin(ServerContext service) {
    this.service = service;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ServerContext service = this.service;
    if (service == null) {
      return super.handle(request, response, callback);
    }
    Optional<ProbeAnswer> probe =
        service
            .probes()
            .flatMap(
                probes ->
                    probes.answer(
                        request.getMethod(),
                        RequestDescription.pathOf(request.getHttpURI().getPath()),
                        request.getHttpURI().getQuery()));
    if (probe.isPresent()) {
      send(probe.get(), request, response, callback);
      return true;
    }
    return serve(service, request, response, callback);
  }

  private boolean serve(
      ServerContext service, Request request, Response response, Callback callback)
      throws Exception {
    Ticket ticket = ticket(service, request);
    if (ticket == null) {
      announceTheEnd(request, response);
      response.getHeaders().put(HttpHeader.RETRY_AFTER, Refusal.RETRY_AFTER);
      Response.writeError(request, response, callback, 503); // the drain is over
      return true;
    }
    WatchedConnection connection = connection(request);
    if (connection != null) {
      connection.used(service, request);
      connection.begin();
    }
    request.addHttpStreamWrapper(
        stream -> new DrainStream(stream, service, ticket, connection, request));
    return super.handle(request, response, callback);
  }

  private static @Nullable Ticket ticket(ServerContext service, Request request) {
    RequestDescription description =
        new RequestDescription(request.getMethod(), request.getHttpURI().getPath());
    return service.isLameDuck() && isHealthCheck(request)
        ? service.tryEnterHealthCheck(description)
        : service.inFlight().tryEnter(description);
  }

  static boolean isHealthCheck(Request request) {
    return HealthChecker.sent(
        request.getHttpURI().getPath(), request.getHeaders().get(HttpHeader.USER_AGENT));
  }

  private @Nullable WatchedConnection connection(Request request) {
    ConnectionMetaData connection = request.getConnectionMetaData();
    WatchedConnector connector = connectors.get(connection.getConnector());
    return connector == null ? null : connector.of(connection.getConnection());
  }

  /** Each probe brings a connection of its own, so there is no use in keeping it. */
  private static void send(
      ProbeAnswer answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    announceTheEnd(request, response);
    response.write(true, ByteBuffer.wrap(answer.bytes()), callback); // none is sent to a HEAD
  }

  private static void announceTheEnd(Request request, Response response) {
    if (!DrainStream.isMultiplexed(request)) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
  }
}
