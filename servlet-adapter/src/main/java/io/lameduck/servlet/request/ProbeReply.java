package io.lameduck.servlet.request;

import io.lameduck.internal.adapter.Refusal;
import io.lameduck.probe.ProbeAnswer;
import io.lameduck.probe.Probes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Answers that take no ticket: to probes, and to requests after the drain. */
public final class ProbeReply {
  private ProbeReply() {}

  /** The answer to a request, or empty if it is none for a probe of its web application. */
  public static Optional<ProbeAnswer> to(HttpServletRequest request, Probes probes) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return probes.answer(request.getMethod(), path, request.getQueryString());
  }

  /** Sends the answer to a probe. Each probe brings a connection of its own, so it is closed. */
  public static void send(
      ProbeAnswer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = answer.bytes();
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    announceTheEnd(request, response);
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }

  /** Answers 503: the drain is over, and resources are being closed. */
  public static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    announceTheEnd(request, response);
    response.setHeader("Retry-After", Refusal.RETRY_AFTER);
    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
  }

  private static void announceTheEnd(HttpServletRequest request, HttpServletResponse response) {
    if (!Multiplexing.carries(request)) {
      response.setHeader("Connection", "close");
    }
  }
}
