package io.lameduck.armeria;

import io.lameduck.netty.HttpDrainHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Puts {@link HttpDrainHandler} behind Armeria's codec of HTTP/1.1. Armeria adds the codec when it
 * knows the first bytes of a connection, and passes them to it at once. So bytes are handed on one
 * by one until the codec is there, which takes four; it sees no whole request before the handler
 * does. First in the pipeline of a connection.
 */
final class HandlerInsertion extends ChannelInboundHandlerAdapter {
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      begin(ctx, bytes);
    }
    ctx.fireChannelRead(message);
  }

  /** Hands on as much of it as decides on the protocol. */
  private void begin(ChannelHandlerContext ctx, ByteBuf bytes) {
    boolean known = know(ctx.pipeline());
    while (!known && bytes.isReadable()) {
      ctx.fireChannelRead(bytes.readRetainedSlice(1));
      known = know(ctx.pipeline());
    }
    if (known && !ctx.isRemoved()) {
      ctx.pipeline().remove(this);
    }
  }

  /** Whether the protocol is known, or TLS will tell. */
  private static boolean know(ChannelPipeline pipeline) {
    boolean tls = isTls(pipeline);
    if (tls) {
      pipeline.addLast(new AfterTls());
    }
    return tls || insert(pipeline) || pipeline.get(Http2ConnectionHandler.class) != null;
  }

  private static boolean isTls(ChannelPipeline pipeline) {
    return pipeline.get(SslClientHelloHandler.class) != null
        || pipeline.get(SslHandler.class) != null;
  }

  /** Whether there was a codec to put one behind. Armeria's is not public. */
  private static boolean insert(ChannelPipeline pipeline) {
    ChannelHandlerContext codec = pipeline.context(CombinedChannelDuplexHandler.class);
    if (codec != null) {
      pipeline.addAfter(codec.name(), null, DrainEvents.END);
      pipeline.addAfter(codec.name(), null, new HttpDrainHandler());
    }
    return codec != null;
  }

  /** Hears of the end of the handshake when Armeria has put in what the client has agreed on. */
  private static final class AfterTls extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof SslHandshakeCompletionEvent) {
        insert(ctx.pipeline());
        ctx.pipeline().remove(this);
      }
      ctx.fireUserEventTriggered(event);
    }
  }
}
