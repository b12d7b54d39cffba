package io.lameduck.it.plain;

import io.lameduck.examples.netty.Pipelines;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/**
 * The example on Netty without the library, whose handlers do nothing without a server of its own.
 * At its end it closes its listener, and shuts its event loops down as they propose.
 */
public final class PlainNetty {
  private PlainNetty() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(System.getenv("PORT"));
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    Channel listener =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Pipelines())
            .bind(port)
            .sync()
            .channel();
    AtExit.run(
        () -> {
          listener.close().sync();
          loops.shutdownGracefully().sync();
        });
  }
}
