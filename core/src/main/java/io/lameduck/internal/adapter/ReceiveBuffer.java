package io.lameduck.internal.adapter;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Objects;

/**
 * What the kernel has received on a connection and nobody has read yet. A server whose threads are
 * all busy has not looked at such a connection: it is not idle, however long it has been silent.
 *
 * @since 0.1.0
 */
public final class ReceiveBuffer {
  private ReceiveBuffer() {}

  /**
   * Whether bytes wait to be read. Reads none of them, and never blocks; for channels in blocking
   * mode and others. False once the connection is closed, by whichever side.
   */
  public static boolean hasBytes(SocketChannel channel) {
    Objects.requireNonNull(channel, "channel");
    try {
      return channel.socket().getInputStream().available() > 0;
    } catch (IOException closed) {
      return false;
    }
  }
}
