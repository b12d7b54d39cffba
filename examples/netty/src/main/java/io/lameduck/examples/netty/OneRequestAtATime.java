package io.lameduck.examples.netty;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands the next request of a connection on when the response to the one before has been written,
 * since responses have to come in the order of the requests (RFC 9112, section 9.3.2) and some take
 * longer than others. Belongs behind the aggregator.
 */
final class OneRequestAtATime extends ChannelDuplexHandler {
  private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
  private boolean busy;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof FullHttpRequest request) {
      waiting.add(request);
      handOn(ctx);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent) {
      ctx.write(message, promise.unvoid().addListener(written -> answered(ctx)));
    } else {
      ctx.write(message, promise);
    }
  }

  private void answered(ChannelHandlerContext ctx) {
    busy = false;
    handOn(ctx);
  }

  private void handOn(ChannelHandlerContext ctx) {
    if (!busy && !waiting.isEmpty()) {
      busy = true;
      ctx.fireChannelRead(waiting.remove());
    }
    ctx.channel().config().setAutoRead(waiting.isEmpty()); // or a client could fill the memory
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    ctx.fireChannelInactive();
  }
}
