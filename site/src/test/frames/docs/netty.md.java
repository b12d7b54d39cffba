import static java.util.concurrent.TimeUnit.SECONDS;

import io.lameduck.Lameduck;

import io.lameduck.netty.DrainEvent;
import io.lameduck.netty.HttpDrainHandler;
import io.lameduck.netty.NettyServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class Frame {
  static class Orders extends ChannelInboundHandlerAdapter {}

  void main(ServerBootstrap bootstrap, EventLoopGroup loops) throws Exception {
    // snippet
  }

  void reactor() throws Exception {
    // snippet
  }

  static class Streaming extends ChannelInboundHandlerAdapter {
    boolean streaming;

    // snippet
  }
}
