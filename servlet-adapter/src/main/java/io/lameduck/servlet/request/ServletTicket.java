package io.lameduck.servlet.request;

import io.lameduck.Ticket;
import io.lameduck.spi.HealthChecker;
import io.lameduck.spi.RequestDescription;
import io.lameduck.spi.ServerContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * The ticket of one request to a servlet container. It is given back when the container is done:
 * when its thread has left the request, or, where that went asynchronous, when it has completed,
 * whether by the application, an error or a timeout. While the service is a lame duck, or when the
 * connection is beyond its maximum age, the response can announce the end of the connection.
 */
public final class ServletTicket implements AsyncListener {
  private final ServerContext service;
  private final @Nullable HttpServletResponse response;
  private final boolean old;
  private @Nullable Ticket ticket;
  private boolean announced;
  private volatile boolean asynchronous;

  private ServletTicket(
      ServerContext service, @Nullable HttpServletResponse response, boolean old) {
    this.service = service;
    this.response = response;
    this.old = old;
  }

  /**
   * Takes a ticket, or returns null where the drain is over. The end of the connection is left to
   * somebody else to announce.
   */
  public static @Nullable ServletTicket enter(ServerContext service, HttpServletRequest request) {
    return enter(new ServletTicket(service, null, false), request);
  }

  /**
   * Takes a ticket, or returns null where the drain is over.
   *
   * @param old whether the connection is beyond its maximum age
   */
  public static @Nullable ServletTicket enter(
      ServerContext service,
      HttpServletRequest request,
      HttpServletResponse response,
      boolean old) {
    boolean carried = Multiplexing.carries(request);
    return enter(new ServletTicket(service, carried ? null : response, old), request);
  }

  private static @Nullable ServletTicket enter(ServletTicket entering, HttpServletRequest request) {
    entering.ticket = ticket(entering.service, request);
    if (entering.ticket == null) {
      return null;
    }
    entering.announceTheEnd();
    return entering;
  }

  private static @Nullable Ticket ticket(ServerContext service, HttpServletRequest request) {
    RequestDescription description =
        new RequestDescription(request.getMethod(), request.getRequestURI());
    return service.isLameDuck() && isHealthCheck(request)
        ? service.tryEnterHealthCheck(description)
        : service.inFlight().tryEnter(description);
  }

  /** Whether a {@link HealthChecker} has sent it. */
  public static boolean isHealthCheck(HttpServletRequest request) {
    return HealthChecker.sent(request.getRequestURI(), request.getHeader("User-Agent"));
  }

  /** The request goes asynchronous: the ticket is given back when it has completed. */
  public void until(AsyncContext async) {
    asynchronous = true;
    async.addListener(this);
  }

  /** The container's thread has left the request, which may have failed or gone asynchronous. */
  public void left() {
    if (!asynchronous) {
      over();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    over();
  }

  /** Completion follows: by the application's own listener, or by the container. */
  @Override
  public void onTimeout(AsyncEvent event) {}

  /** Completion follows, as after a timeout. */
  @Override
  public void onError(AsyncEvent event) {}

  /** Dispatched, and asynchronous again: the container has dropped its listeners. */
  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }

  private void over() {
    announceTheEnd();
    giveBack();
  }

  /** Set on entry and on exit: servlets offer no commit callback. */
  private void announceTheEnd() {
    if (response != null
        && (old || service.isLameDuck())
        && !response.isCommitted()
        && response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
      response.setHeader("Connection", "close");
      announced = true;
    }
  }

  private void giveBack() {
    if (service.isLameDuck() && !announced) {
      service.becameIdle(); // before the ticket is given back, or the drain might be over
    }
    if (ticket != null) {
      ticket.close();
    }
  }
}
