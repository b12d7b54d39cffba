package io.lameduck.rehearsal.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where one pod serves, or a Service that stands for many.
 *
 * @param host a name or an address; a name is looked up for each new connection, and the JVM
 *     remembers what it found for {@code networkaddress.cache.ttl}
 */
public record Endpoint(String pod, String host, int port) {
  /** A pod on this machine. */
  public Endpoint(String pod, int port) {
    this(pod, InetAddress.getLoopbackAddress().getHostAddress(), port);
  }

  InetSocketAddress address() throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }

  @Override
  public String toString() {
    return pod + ":" + port;
  }
}
