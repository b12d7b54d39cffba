package io.lameduck.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Lets the handlers of one stream of HTTP/2 hear of a {@link DrainEvent}. Belongs first into the
 * pipeline of a stream of {@code Http2MultiplexHandler} that may be endless; others do without.
 * Keeps nothing: one can serve all streams.
 *
 * @since 0.1.0
 */
@ChannelHandler.Sharable
public final class StreamDrainHandler extends ChannelInboundHandlerAdapter {
  /** A handler for any number of streams. */
  public StreamDrainHandler() {}

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    Channel parent = ctx.channel().parent();
    WatchedConnection connection = parent == null ? null : Connections.connectionOf(parent);
    if (connection != null) {
      connection.add(ctx.channel());
    }
  }

  /** A handler that has the whole request hears of what began before it came. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    boolean complete = Http2DrainHandler.endsStream(message);
    ctx.fireChannelRead(message);
    WatchedConnection connection =
        complete ? Connections.connectionOf(ctx.channel().parent()) : null;
    DrainEvent begun = connection == null ? null : connection.hasBegun();
    if (begun != null) {
      ctx.fireUserEventTriggered(begun);
    }
  }
}
