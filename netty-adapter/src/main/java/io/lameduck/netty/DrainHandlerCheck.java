package io.lameduck.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the first connections of a listener, and warns of a pipeline that serves HTTP without a
 * drain handler. Ends with the first connection that has one, or with the warning.
 */
final class DrainHandlerCheck extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(NettyServer.class);
  private static final AttributeKey<Boolean> DONE =
      AttributeKey.valueOf(DrainHandlerCheck.class, "done");

  /** Begins with a connection that has been accepted and has no handlers yet. */
  static void begin(Channel listener, Channel accepted) {
    if (!listener.hasAttr(DONE)) {
      accepted.pipeline().addFirst(new DrainHandlerCheck());
    }
  }

  /** A connection has a drain handler, or has been warned of. */
  static void end(Channel connection) {
    connection.parent().attr(DONE).set(true);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.fireChannelActive();
    look(ctx);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.fireChannelReadComplete();
    look(ctx);
  }

  private void look(ChannelHandlerContext ctx) {
    ChannelPipeline pipeline = ctx.pipeline();
    ChannelHandlerContext http1 = pipeline.context(HttpServerCodec.class);
    if (http1 == null) {
      http1 = pipeline.context(HttpRequestDecoder.class);
    }
    if (http1 != null && !isDone(ctx)) {
      pipeline.addAfter(http1.name(), null, new FirstRequest());
      pipeline.remove(this);
    } else if (pipeline.context(Http2FrameCodec.class) != null) {
      warnUnlessDone(ctx, "new Http2DrainHandler() right behind Http2FrameCodec");
      pipeline.remove(this);
    }
  }

  /** Many pipelines are complete only when the first request has gone through. */
  private static final class FirstRequest extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.fireChannelRead(message);
      if (message instanceof LastHttpContent && !ctx.isRemoved()) {
        warnUnlessDone(ctx, "new HttpDrainHandler() right behind HttpServerCodec");
        ctx.pipeline().remove(this);
      }
    }
  }

  private static boolean isDone(ChannelHandlerContext ctx) {
    return ctx.channel().parent().hasAttr(DONE);
  }

  private static void warnUnlessDone(ChannelHandlerContext ctx, String remedy) {
    if (!isDone(ctx)) {
      end(ctx.channel());
      String listener = String.valueOf(ctx.channel().localAddress());
      String handlers = String.valueOf(ctx.pipeline().names());
      GlobalEventExecutor.INSTANCE.execute( // the log may block
          () ->
              log.warn(
                  "no drain handler in the pipeline of {}: its requests are cut when the service"
                      + " ends, and its probes are not answered; add {} (handlers: {})",
                  listener,
                  remedy,
                  handlers));
    }
  }
}
