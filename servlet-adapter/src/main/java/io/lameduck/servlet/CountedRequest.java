package io.lameduck.servlet;

import io.lameduck.servlet.request.ServletTicket;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Tells the ticket when its request goes asynchronous. Afterwards would be too late: by then the
 * request may have been dispatched, and a container does not say so.
 */
final class CountedRequest extends HttpServletRequestWrapper {
  private final ServletTicket ticket;

  CountedRequest(HttpServletRequest request, ServletTicket ticket) {
    super(request);
    this.ticket = ticket;
  }

  @Override
  public AsyncContext startAsync() {
    return told(super.startAsync());
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    return told(super.startAsync(request, response));
  }

  private AsyncContext told(AsyncContext async) {
    ticket.until(async);
    return async;
  }
}
