package io.lameduck.servlet.tomcat;

import io.lameduck.probe.ProbeAnswer;
import io.lameduck.servlet.request.ProbeReply;
import io.lameduck.servlet.request.RemoteAddress;
import io.lameduck.servlet.request.ServletTicket;
import io.lameduck.spi.ServerContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/** Takes a ticket for each request, error pages included, and answers the probes. */
final class DrainValve extends ValveBase {
  private static final String SEEN = DrainValve.class.getName();

  private final List<WatchedConnector> connectors;
  private volatile @Nullable ServerContext service;

  DrainValve(List<WatchedConnector> connectors) {
    super(true); // asynchronous requests pass
    this.connectors = connectors;
  }

  void begin(ServerContext service) {
    this.service = service;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    ServerContext service = this.service;
    if (service == null || request.getNote(SEEN) != null) {
      getNext().invoke(request, response); // the second time it is dispatched, or its error is told
      return;
    }
    request.setNote(SEEN, true);
    Optional<ProbeAnswer> probe = probe(service, request);
    if (probe.isPresent()) {
      ProbeReply.send(probe.get(), request, response);
    } else {
      serve(service, request, response);
    }
  }

  /** Where the request is malformed, Tomcat has parsed nothing of it, and an answer of its own. */
  private static Optional<ProbeAnswer> probe(ServerContext service, Request request) {
    String method = request.getMethod();
    String path = request.getRequestURI();
    return method == null || path == null
        ? Optional.empty()
        : service.probes().flatMap(probes -> probes.answer(method, path, request.getQueryString()));
  }

  private void serve(ServerContext service, Request request, Response response)
      throws IOException, ServletException {
    ServletTicket ticket = ServletTicket.enter(service, request);
    if (ticket == null) {
      ProbeReply.refuse(request, response);
      return;
    }
    try {
      WatchedConnection connection = connection(request);
      used(service, request, connection);
      LastWord.of(service, connection, response.getCoyoteResponse());
      getNext().invoke(request, response);
    } finally {
      leave(ticket, request);
    }
  }

  private static void used(
      ServerContext service, Request request, @Nullable WatchedConnection connection) {
    if (connection != null) {
      connection.used(service, request);
    } else if (!Internals.CONNECTIONS.isPresent() && !ServletTicket.isHealthCheck(request)) {
      service.connected(RemoteAddress.parse(request.getRemoteAddr()));
    }
  }

  /** None where Tomcat has been given a connector since, or none can be watched. */
  private @Nullable WatchedConnection connection(Request request) {
    for (WatchedConnector connector : connectors) {
      if (connector.is(request.getConnector())) {
        return connector.of(request.getCoyoteRequest());
      }
    }
    return null;
  }

  /** Tomcat completes or dispatches an asynchronous request after its thread has left it. */
  private static void leave(ServletTicket ticket, Request request) {
    if (request.isAsync()) {
      ticket.until(request.getAsyncContextInternal());
    }
    ticket.left();
  }
}
