package io.lameduck.examples.netty;

import io.lameduck.Lameduck;
import io.lameduck.netty.NettyServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A small service on Netty that drops no request when it is told to end. */
public final class OnNetty {
  private OnNetty() {}

  public static void main(String[] args) throws Exception {
    Lameduck.guard(OnNetty::start); // what it throws becomes the termination message
  }

  private static void start() {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Pipelines());

    Lameduck.builder()
        .serve(NettyServer.of(bootstrap, new InetSocketAddress(port)))
        .closeLast("event loops", () -> loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync())
        .start();
  }
}
