package io.lameduck.rehearsal.pod;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Map;

/**
 * A GET on a connection of its own, which 200 to 399 answer well: the kubelet's {@code
 * pkg/probe/http}.
 *
 * @param port the name of one of the pod's ports; {@link Ports#MAIN} is the service's own
 */
public record HttpGet(String port, String path, Map<String, String> headers) implements Handler {
  public HttpGet {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: " + path + " (expected: begins with /)");
    }
    headers = Map.copyOf(headers);
  }

  /** Of a path on the service's own port. */
  public static HttpGet of(String path) {
    return new HttpGet(Ports.MAIN, path, Map.of());
  }

  /** The same on another of the pod's ports. */
  public HttpGet on(String otherPort) {
    return new HttpGet(otherPort, path, headers);
  }

  @Override
  public void handle(Container container, Caller caller, Duration timeout) throws HandlerFailed {
    String url = "http://127.0.0.1:" + container.ports().of(port) + path;
    int status = status(url, caller, Math.toIntExact(timeout.toMillis()));
    if (status < 200 || status >= 400) {
      throw new HandlerFailed("GET " + path + " answered " + status);
    }
  }

  private int status(String url, Caller caller, int timeoutMillis) throws HandlerFailed {
    try {
      return status(URI.create(url).toURL(), caller, timeoutMillis);
    } catch (IOException e) {
      throw new HandlerFailed("GET " + path + ": " + e.getMessage(), e);
    }
  }

  private int status(URL url, Caller caller, int timeoutMillis) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    connection.setRequestProperty("User-Agent", caller.userAgent());
    connection.setRequestProperty("Connection", "close");
    headers.forEach(connection::setRequestProperty);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public String toString() {
    return "GET " + path;
  }
}
