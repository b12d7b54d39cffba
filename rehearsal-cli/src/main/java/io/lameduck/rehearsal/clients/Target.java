package io.lameduck.rehearsal.clients;

import io.lameduck.rehearsal.load.Endpoint;
import java.net.URI;

/** Whom the clients ask. */
public record Target(String host, int port) {
  /**
   * Reads {@code orders:80}.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static Target parse(String text) {
    try {
      URI uri = URI.create("//" + text);
      if (uri.getHost() != null && uri.getPort() > 0 && text.equals(uri.getRawAuthority())) {
        return new Target(uri.getHost(), uri.getPort());
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new IllegalArgumentException(text + " (expected: HOST:PORT, such as orders:80)");
  }

  /** With what the report shall call it. */
  Endpoint named(String name) {
    return new Endpoint(name, host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
