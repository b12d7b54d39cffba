package io.lameduck.benchmarks;

import io.lameduck.Lameduck;
import io.lameduck.netty.HttpDrainHandler;
import io.lameduck.netty.NettyServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A service that does next to nothing, on one event loop, with the library or without: what the
 * library costs weighs most here. {@code wrk-paired} compares the two.
 */
public final class NettyService extends ChannelInitializer<Channel> {
  private final boolean drained;

  private NettyService(boolean drained) {
    this.drained = drained;
  }

  public static void main(String[] arguments) throws InterruptedException {
    String mode = arguments.length == 2 ? arguments[0] : "";
    if (!mode.equals("--with") && !mode.equals("--without")) {
      System.err.println("usage: NettyService --with|--without PORT");
      System.exit(2);
    }
    SocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
    start(mode.equals("--with"), address);
  }

  private static void start(boolean drained, SocketAddress address) throws InterruptedException {
    EventLoopGroup loop = new NioEventLoopGroup(1);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(new NettyService(drained));
    if (drained) {
      startDrained(bootstrap, address, loop);
    } else {
      tell(bootstrap.bind(address).sync().channel().localAddress());
    }
  }

  private static void startDrained(
      ServerBootstrap bootstrap, SocketAddress address, EventLoopGroup loop) {
    NettyServer server = NettyServer.of(bootstrap, address);
    Lameduck.builder()
        .serve(server)
        .closeLast("event loop", () -> loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync())
        .start();
    tell(server.addresses().get(0));
  }

  /** The port, for whoever has asked for any that is free. */
  private static void tell(SocketAddress address) {
    System.out.println(((InetSocketAddress) address).getPort());
  }

  @Override
  protected void initChannel(Channel connection) {
    connection.pipeline().addLast(new HttpServerCodec());
    if (drained) {
      connection.pipeline().addLast(new HttpDrainHandler());
    }
    connection.pipeline().addLast(new Application());
  }

  private static final class Application extends ChannelInboundHandlerAdapter {
    private static final ByteBuf BODY =
        Unpooled.unreleasableBuffer(Unpooled.directBuffer(1024).writeZero(1024));

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof LastHttpContent) {
        ctx.write(response());
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      ctx.flush();
    }

    /** A client that has had enough resets its connections. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }

    private static FullHttpResponse response() {
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, BODY.duplicate());
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, BODY.readableBytes());
      return response;
    }
  }
}
