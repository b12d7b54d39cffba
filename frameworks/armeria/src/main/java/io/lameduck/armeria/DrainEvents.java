package io.lameduck.armeria;

import io.lameduck.netty.DrainEvent;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Keeps the events of the drain from Armeria, which warns of each that it does not know. */
@ChannelHandler.Sharable
final class DrainEvents extends ChannelInboundHandlerAdapter {
  /** For all pipelines. */
  static final DrainEvents END = new DrainEvents();

  private DrainEvents() {}

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!(event instanceof DrainEvent)) {
      ctx.fireUserEventTriggered(event);
    }
  }
}
