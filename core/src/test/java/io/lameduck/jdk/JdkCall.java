package io.lameduck.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.lameduck.spi.Call;
import java.io.IOException;
import java.io.OutputStream;

/** A request to the JDK's server. */
record JdkCall(HttpExchange exchange) implements Call {
  @Override
  public String body() throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
  }

  @Override
  public void answer(int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  @Override
  public OutputStream stream() throws IOException {
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  @Override
  public void drop() {
    exchange.close();
  }
}
