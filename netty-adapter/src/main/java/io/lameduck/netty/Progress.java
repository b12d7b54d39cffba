package io.lameduck.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Counts reads in a drain until the first request of a connection has begun, so that each step of a
 * TLS handshake, and each part of a request's head, postpones the close. On a busy machine one
 * linger is not enough for all of them.
 */
final class Progress extends ChannelInboundHandlerAdapter {
  /** A handshake and a head take fewer; a client that sends byte by byte holds nothing up. */
  private static final int MAX_READS = 10;

  private final WatchedConnection connection;
  private int reads;

  Progress(WatchedConnection connection) {
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!connection.isUsed() && reads < MAX_READS) {
      reads++;
      connection.advanced();
    }
    ctx.fireChannelRead(message);
  }
}
