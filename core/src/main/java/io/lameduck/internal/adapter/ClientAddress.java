package io.lameduck.internal.adapter;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a client comes from, as a server knows it.
 *
 * @since 0.1.0
 */
public final class ClientAddress {
  private ClientAddress() {}

  /**
   * The address of the other end of a connection; that of this machine where it came by no network,
   * as over a Unix socket, and where it is not known.
   */
  public static InetAddress of(@Nullable SocketAddress peer) {
    return peer instanceof InetSocketAddress client && client.getAddress() != null
        ? client.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
