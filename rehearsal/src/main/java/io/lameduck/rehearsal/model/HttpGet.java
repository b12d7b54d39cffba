package io.lameduck.rehearsal.model;

import java.util.List;
import java.util.Map;

/**
 * A GET on a connection of its own, which 200 to 399 answer well, as the kubelet makes it.
 *
 * @param secure over TLS; as in a cluster, the certificate is not verified
 * @param port the name of one of the pod's ports; {@link PodSpec#MAIN_PORT} is the service's own
 * @param headers sent as they are, {@code Host} included
 */
public record HttpGet(boolean secure, String port, String path, List<HttpHeader> headers)
    implements Handler {
  public HttpGet {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: " + path + " (expected: begins with /)");
    }
    headers = List.copyOf(headers);
  }

  /** Without TLS. */
  public HttpGet(String port, String path, Map<String, String> headers) {
    this(
        false,
        port,
        path,
        headers.entrySet().stream()
            .map(each -> new HttpHeader(each.getKey(), each.getValue()))
            .toList());
  }

  /** Of a path on the service's own port. */
  public static HttpGet of(String path) {
    return new HttpGet(PodSpec.MAIN_PORT, path, Map.of());
  }

  /** The same on another of the pod's ports. */
  public HttpGet on(String otherPort) {
    return new HttpGet(secure, otherPort, path, headers);
  }

  /** The same over TLS. */
  public HttpGet overTls() {
    return new HttpGet(true, port, path, headers);
  }

  @Override
  public String toString() {
    return "GET " + path;
  }
}
