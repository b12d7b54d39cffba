package io.lameduck.it.rehearsal;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where one instance listens on this machine. */
record Endpoint(String name, int port) {
  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public String toString() {
    return name + ":" + port;
  }
}
