package io.lameduck.rehearsal.model;

import java.util.Map;

/**
 * A GET on a connection of its own; a status from 200 to 399 is a success.
 *
 * @param port the name of one of the pod's ports; {@link PodSpec#MAIN_PORT} is the service's own
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
    return new HttpGet(PodSpec.MAIN_PORT, path, Map.of());
  }

  /** The same on another of the pod's ports. */
  public HttpGet on(String otherPort) {
    return new HttpGet(otherPort, path, headers);
  }

  @Override
  public String toString() {
    return "GET " + path;
  }
}
