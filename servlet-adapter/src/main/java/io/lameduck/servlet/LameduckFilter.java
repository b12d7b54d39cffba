package io.lameduck.servlet;

import io.lameduck.internal.adapter.SeenConnections;
import io.lameduck.probe.ProbeAnswer;
import io.lameduck.servlet.request.ProbeReply;
import io.lameduck.servlet.request.RemoteAddress;
import io.lameduck.servlet.request.ServletTicket;
import io.lameduck.spi.ServerContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests of a web application as work in flight, asks clients to leave once the
 * service is a lame duck or their connection is old, and answers the probes. For any container;
 * {@link ServletServer} adds it where {@code web.xml} has not.
 *
 * <p>It belongs in front of all other filters, and supports asynchronous requests:
 *
 * <pre>{@code
 * <filter>
 *   <filter-name>lameduck</filter-name>
 *   <filter-class>io.lameduck.servlet.LameduckFilter</filter-class>
 *   <async-supported>true</async-supported>
 * </filter>
 * }</pre>
 *
 * <p>A request that is forwarded, included, dispatched again or answered by an error page is
 * counted once, whatever dispatcher types the filter is mapped to. Before a service has been
 * started every request passes. Needs no lock and adds three short-lived objects to a request.
 *
 * @since 0.1.0
 */
public final class LameduckFilter implements Filter {
  private volatile @Nullable Wiring wiring;

  /** The container creates it from {@code web.xml}. */
  public LameduckFilter() {}

  @Override
  public void init(FilterConfig config) {
    Wiring wiring = Wiring.of(config.getServletContext());
    wiring.filter();
    this.wiring = wiring;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Wiring wiring = this.wiring;
    ServerContext service = wiring == null ? null : wiring.service();
    if (service != null
        && request.getDispatcherType() == DispatcherType.REQUEST
        && request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer) {
      answer(service, http, answer, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Answers probes before the filters behind, which may demand authentication. */
  private void answer(
      ServerContext service,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    Optional<ProbeAnswer> probe =
        service.probes().flatMap(probes -> ProbeReply.to(request, probes));
    if (probe.isPresent()) {
      ProbeReply.send(probe.get(), request, response);
    } else {
      serve(service, request, response, chain);
    }
  }

  private void serve(
      ServerContext service,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    ServletTicket ticket = ServletTicket.enter(service, request, response, isOld(request));
    if (ticket == null) {
      ProbeReply.refuse(request, response);
      return;
    }
    try {
      note(service, request);
      chain.doFilter(new CountedRequest(request, ticket), response);
    } finally {
      ticket.left();
    }
  }

  private boolean isOld(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    return address != null && seen().isOld(address.hashCode(), request.getRemotePort());
  }

  /** Counts a connection at its first request by a client: containers report no connections. */
  private void note(ServerContext service, HttpServletRequest request) {
    String address = request.getRemoteAddr();
    if (address == null || !seen().first(address.hashCode(), request.getRemotePort())) {
      return;
    }
    if (ServletTicket.isHealthCheck(request)) {
      seen().forget(address.hashCode(), request.getRemotePort());
    } else {
      service.connected(RemoteAddress.parse(address));
    }
  }

  private SeenConnections seen() {
    return Objects.requireNonNull(wiring).seen();
  }
}
