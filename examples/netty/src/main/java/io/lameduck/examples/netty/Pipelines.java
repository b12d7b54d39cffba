package io.lameduck.examples.netty;

import io.lameduck.netty.Http2DrainHandler;
import io.lameduck.netty.HttpDrainHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.HttpServerUpgradeHandler.UpgradeCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http2.CleartextHttp2ServerUpgradeHandler;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.AsciiString;

/**
 * HTTP/1.1 and HTTP/2 on one port: the client may begin with HTTP/2, or ask for an upgrade. The
 * handlers of the library stand right behind the codecs.
 */
public final class Pipelines extends ChannelInitializer<Channel> {
  private static final int MOST_BYTES = 1 << 20;

  @Override
  protected void initChannel(Channel connection) {
    HttpServerCodec codec = new HttpServerCodec();
    connection
        .pipeline()
        .addLast(
            new CleartextHttp2ServerUpgradeHandler(
                codec,
                new HttpServerUpgradeHandler(codec, Pipelines::upgrade, MOST_BYTES),
                new Http2()))
        .addLast(new Http1());
  }

  private static UpgradeCodec upgrade(CharSequence protocol) {
    return AsciiString.contentEquals(Http2CodecUtil.HTTP_UPGRADE_PROTOCOL_NAME, protocol)
        ? new Http2ServerUpgradeCodec(frames(), new Http2DrainHandler(), streams())
        : null;
  }

  /** Nobody has asked for HTTP/2. */
  private static final class Http1 extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof HttpMessage) {
        ctx.pipeline()
            .addLast(new HttpDrainHandler())
            .addLast(new HttpObjectAggregator(MOST_BYTES))
            .addLast(new OneRequestAtATime())
            .addLast(new WebSocketServerProtocolHandler("/ws"))
            .addLast(new EchoHandler())
            .addLast(new HelloHandler())
            .remove(this);
      }
      ctx.fireChannelRead(message);
    }
  }

  /** The client began with it. */
  private static final class Http2 extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel connection) {
      connection.pipeline().addLast(frames()).addLast(new Http2DrainHandler()).addLast(streams());
    }
  }

  private static Http2FrameCodec frames() {
    return Http2FrameCodecBuilder.forServer().build();
  }

  private static Http2MultiplexHandler streams() {
    return new Http2MultiplexHandler(new Stream());
  }

  @ChannelHandler.Sharable
  private static final class Stream extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel stream) {
      ChannelPipeline pipeline = stream.pipeline();
      pipeline.addLast(new Http2StreamFrameToHttpObjectCodec(true));
      pipeline.addLast(new HttpObjectAggregator(MOST_BYTES));
      pipeline.addLast(new HelloHandler());
    }
  }
}
