package io.lameduck.internal.adapter;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Where this process reaches a listener of its own.
 *
 * @since 0.1.0
 */
public final class OwnAddress {
  private OwnAddress() {}

  /** The address that a listener is bound to; where it listens on all, that of this machine. */
  public static InetSocketAddress of(InetSocketAddress bound) {
    Objects.requireNonNull(bound, "bound");
    return bound.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
        : bound;
  }
}
