package io.lameduck.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the drain handlers into a pipeline that somebody else builds, right behind the codec, as
 * soon as there is one: when the connection has been initialized; when its TLS handshake is over,
 * where that decides on the protocol; with the first bytes, where those do; or when a client has
 * been upgraded to HTTP/2.
 */
final class HandlerInsertion extends ChannelInboundHandlerAdapter {
  private HandlerInsertion() {}

  /** Begins with a connection that has been accepted and has no handlers yet. */
  static void begin(Channel accepted) {
    accepted.pipeline().addFirst(new HandlerInsertion());
  }

  /** Whoever initializes the pipeline has done so. */
  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ChannelPipeline pipeline = ctx.pipeline();
    ChannelHandlerContext tls = tls(pipeline);
    boolean inserted = insert(pipeline);
    if (tls == null) {
      pipeline.replace(this, null, new FirstBytes(inserted));
    } else if (inserted) {
      pipeline.remove(this);
    } else if (isBefore(ctx, tls)) {
      pipeline.remove(this);
      pipeline.addAfter(tls.name(), null, new HandlerInsertion());
    }
    ctx.fireChannelActive();
  }

  private static @Nullable ChannelHandlerContext tls(ChannelPipeline pipeline) {
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    return tls == null ? pipeline.context(AbstractSniHandler.class) : tls;
  }

  /** Some put TLS before all that is there. */
  private static boolean isBefore(ChannelHandlerContext ctx, ChannelHandlerContext other) {
    List<String> names = ctx.pipeline().names();
    return names.indexOf(ctx.name()) < names.indexOf(other.name());
  }

  /** All others hear first of what the client has agreed on. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    ctx.fireUserEventTriggered(event);
    if (event instanceof SslHandshakeCompletionEvent && !ctx.isRemoved()) {
      insert(ctx.pipeline());
      ctx.pipeline().remove(this);
    }
  }

  /** Whether there was a codec to put one behind. */
  static boolean insert(ChannelPipeline pipeline) {
    ChannelHandlerContext http2 = pipeline.context(Http2ConnectionHandler.class);
    ChannelHandlerContext http1 = http1(pipeline);
    if (http2 != null) {
      insertBehindHttp2(http2);
    } else if (http1 != null) {
      insert(http1, Beginning.class, new Beginning());
      insert(http1, HttpDrainHandler.class, new HttpDrainHandler());
    }
    return http2 != null || http1 != null;
  }

  /** A client has been upgraded, to HTTP/2 perhaps; it may be silent for a while. */
  static void upgraded(ChannelPipeline pipeline) {
    if (pipeline.get(Beginning.class) != null) {
      insert(pipeline);
    }
  }

  private static void insertBehindHttp2(ChannelHandlerContext codec) {
    WatchedConnection connection = Connections.connectionOf(codec.channel());
    if (codec.handler() instanceof Http2FrameCodec) {
      insert(codec, Http2DrainHandler.class, new Http2DrainHandler());
    } else if (connection != null) {
      DrainFrameListener.install(codec, connection);
    }
  }

  /** The codec, or the one of its two halves that comes later. */
  private static @Nullable ChannelHandlerContext http1(ChannelPipeline pipeline) {
    ChannelHandlerContext codec = pipeline.context(HttpServerCodec.class);
    ChannelHandlerContext requests = pipeline.context(HttpRequestDecoder.class);
    ChannelHandlerContext responses = pipeline.context(HttpResponseEncoder.class);
    if (codec != null || requests == null || responses == null) {
      return codec;
    }
    return isBefore(requests, responses) ? responses : requests;
  }

  private static void insert(
      ChannelHandlerContext codec, Class<? extends ChannelHandler> type, ChannelHandler handler) {
    if (codec.pipeline().get(type) == null) {
      codec.pipeline().addAfter(codec.name(), null, handler);
    }
  }

  /**
   * A client may yet turn to HTTP/2 without TLS, if it has asked for an upgrade: then what comes
   * next is no HTTP/1.1, and the codec of HTTP/2 is there, behind this handler.
   */
  private static final class Beginning extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof ByteBuf) {
        insert(ctx.pipeline());
        ctx.pipeline().remove(this);
      }
      ctx.fireChannelRead(message);
    }
  }
}
