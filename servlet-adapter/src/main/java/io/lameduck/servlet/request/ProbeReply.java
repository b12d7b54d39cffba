package io.lameduck.servlet.request;

import io.lameduck.probe.ProbeAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers without work behind them. */
public final class ProbeReply {
  private ProbeReply() {}

  /** Sends the answer to a probe: it brings a connection of its own, so there is no use in it. */
  public static void send(
      ProbeAnswer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = answer.bytes();
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setHeader("Connection", "close");
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }

  /** The drain is over, and resources are being closed: better no answer than a wrong one. */
  public static void refuse(HttpServletResponse response) throws IOException {
    response.setHeader("Connection", "close");
    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
  }
}
