package io.lameduck.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.spi.Call;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** A request to a servlet. */
record ServletCall(HttpServletRequest request, HttpServletResponse response) implements Call {
  @Override
  public String body() throws IOException {
    return new String(request.getInputStream().readAllBytes(), UTF_8);
  }

  @Override
  public void answer(int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    response.setStatus(status);
    if (bytes.length > 0) {
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
      response.flushBuffer(); // a handler may go on after its answer
    }
  }

  @Override
  public OutputStream stream() throws IOException {
    response.flushBuffer();
    return response.getOutputStream();
  }

  /** A servlet cannot end a request without a response. */
  @Override
  public void drop() throws IOException {
    response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
  }
}
