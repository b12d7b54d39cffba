package io.lameduck.netty;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Takes a ticket for each stream of a connection that speaks HTTP/2, until its response has been
 * written out, and answers the probes. From the lame duck on, or when a connection is beyond its
 * maximum age, its client is told to leave: by a GOAWAY that leaves all streams open, and by a
 * second one when the client has received the first. Streams in flight finish, later ones are
 * refused with REFUSED_STREAM, and the connection is closed when it is empty.
 *
 * <pre>{@code
 * pipeline.addLast(
 *     Http2FrameCodecBuilder.forServer().build(),
 *     new Http2DrainHandler(),
 *     new Http2MultiplexHandler(streams));
 * }</pre>
 *
 * <p>Belongs right behind {@code Http2FrameCodec}, and before {@code Http2MultiplexHandler} where
 * there is one; on the event loop, one for each connection. Work that goes on after the response,
 * or after the client is gone, takes a ticket of its own: {@link io.lameduck.InFlight#wrap}.
 *
 * @since 0.1.0
 */
public final class Http2DrainHandler extends ChannelDuplexHandler {
  private @Nullable Http2Streams streams;

  /** A handler for one connection. */
  public Http2DrainHandler() {}

  /**
   * Begins with the connection.
   *
   * @throws IllegalStateException if there is no codec before it in the pipeline
   */
  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    ChannelHandlerContext codec = ctx.pipeline().context(Http2FrameCodec.class);
    if (codec == null) {
      throw new IllegalStateException(
          "Http2DrainHandler: no Http2FrameCodec in " + ctx.pipeline().names() + "; add it first");
    }
    WatchedConnection connection = Connections.connectionOf(ctx.channel());
    if (connection != null) {
      streams = Http2Streams.of(codec, connection);
      connection.speaks(streams);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (streams == null) {
      ctx.fireChannelRead(message);
    } else if (isForOthers(ctx, streams, message)) {
      DrainEvent begun = endsStream(message) ? streams.hasBegun() : null;
      ctx.fireChannelRead(message);
      if (begun != null) {
        ctx.fireUserEventTriggered(begun);
      }
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private static boolean isForOthers(
      ChannelHandlerContext ctx, Http2Streams streams, Object message) {
    if (message instanceof Http2HeadersFrame headers && headers.headers().method() != null) {
      return streams.begin(headers.stream().id(), headers.headers(), headers.isEndStream());
    }
    if (message instanceof Http2DataFrame data && streams.isAnswered(data.stream().id())) {
      int bytes = data.initialFlowControlledBytes();
      ctx.write(new DefaultHttp2WindowUpdateFrame(bytes).stream(data.stream()));
      return false;
    }
    return !(message instanceof Http2PingFrame ping && ping.ack())
        || !streams.goAway().isAnsweredBy(ping.content());
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    Http2Streams streams = this.streams;
    if (streams != null && message instanceof Http2StreamFrame frame && endsStream(message)) {
      int stream = frame.stream().id();
      ctx.write(message, promise.unvoid().addListener(written -> streams.end(stream)));
    } else {
      ctx.write(message, promise);
    }
  }

  static boolean endsStream(Object message) {
    return (message instanceof Http2HeadersFrame headers && headers.isEndStream())
        || (message instanceof Http2DataFrame data && data.isEndStream());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    giveBack();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    giveBack();
  }

  /** The client is gone: nothing here can tell whether anybody still works for it. */
  private void giveBack() {
    if (streams != null) {
      streams.endAll();
    }
  }
}
