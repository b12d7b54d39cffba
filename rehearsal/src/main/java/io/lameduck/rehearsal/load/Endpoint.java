package io.lameduck.rehearsal.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where one pod serves on this machine. */
public record Endpoint(String pod, int port) {
  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public String toString() {
    return pod + ":" + port;
  }
}
