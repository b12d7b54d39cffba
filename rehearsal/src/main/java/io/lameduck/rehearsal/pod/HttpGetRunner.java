package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.HttpGet;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.time.Duration;

/**
 * A GET on a connection of its own, which 200 to 399 answer well: the kubelet's {@code
 * pkg/probe/http}.
 */
record HttpGetRunner(HttpGet get) implements HandlerRunner {
  @Override
  public void handle(Container container, Caller caller, Duration timeout) throws HandlerFailed {
    String url = "http://127.0.0.1:" + container.ports().of(get.port()) + get.path();
    int status = status(url, caller, Math.toIntExact(timeout.toMillis()));
    if (status < 200 || status >= 400) {
      throw new HandlerFailed(get + " answered " + status);
    }
  }

  private int status(String url, Caller caller, int timeoutMillis) throws HandlerFailed {
    try {
      return status(URI.create(url).toURL(), caller, timeoutMillis);
    } catch (IOException e) {
      throw new HandlerFailed(get + ": " + e.getMessage(), e);
    }
  }

  private int status(URL url, Caller caller, int timeoutMillis) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    connection.setRequestProperty("User-Agent", caller.userAgent());
    connection.setRequestProperty("Connection", "close");
    get.headers().forEach(connection::setRequestProperty);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
