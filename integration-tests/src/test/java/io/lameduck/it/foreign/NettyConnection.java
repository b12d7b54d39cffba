package io.lameduck.it.foreign;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection, until the server wants it to end. Any thread. */
final class NettyConnection extends ChannelInboundHandlerAdapter {
  private static final long SECONDS = 10;

  private volatile @Nullable Channel channel;
  private volatile boolean leaving;

  static NettyConnection open(EventLoopGroup loops, InetSocketAddress address) throws Exception {
    NettyConnection connection = new NettyConnection();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(Http2FrameCodecBuilder.forClient().build());
                    channel.pipeline().addLast(new Http2MultiplexHandler(connection.nobody()));
                    channel.pipeline().addLast(connection);
                  }
                });
    connection.channel = bootstrap.connect(address).sync().channel();
    return connection;
  }

  /** Servers push nothing. */
  private ChannelInboundHandlerAdapter nobody() {
    return new ChannelInboundHandlerAdapter();
  }

  /** Whether a new stream may be opened. */
  boolean isOpen() {
    Channel current = channel;
    return current != null && current.isActive() && !leaving;
  }

  /** Returns false if the server has not touched the request, and it may be asked again. */
  boolean ask(String target) throws Exception {
    NettyStream stream = new NettyStream();
    Future<Http2StreamChannel> opened =
        new Http2StreamChannelBootstrap(channel).handler(stream).open().await();
    if (!opened.isSuccess()) {
      return notSent(opened.cause());
    }
    Future<Void> sent = stream.ask(opened.getNow(), target).await();
    return sent.isSuccess() ? stream.answer(SECONDS, TimeUnit.SECONDS) : notSent(sent.cause());
  }

  /** That is no failure of the server's if it had said that no more streams are wanted. */
  private boolean notSent(Throwable why) throws IOException {
    if (!leaving) {
      throw new IOException("not sent", why);
    }
    return false;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof Http2GoAwayFrame) {
      leaving = true;
    }
    ReferenceCountUtil.release(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close(); // each stream tells of its own end
  }
}
