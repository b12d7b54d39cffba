package io.lameduck.netty;

import io.lameduck.netty.Pipelines.Pipeline;
import io.lameduck.spi.Route;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** One server made of Netty, on a free port of this machine. */
final class NettyRig {
  private final EventLoopGroup acceptor = Transport.ofThisRun().group(1);
  private final EventLoopGroup loops;
  private final ExecutorService pool = Executors.newFixedThreadPool(30);
  private final Executor threads;
  private NettyServer server;
  private int port;

  /** With 30 threads that may block. */
  NettyRig() {
    this.loops = Transport.ofThisRun().group(2);
    this.threads = pool;
  }

  private NettyRig(int loops) {
    this.loops = Transport.ofThisRun().group(loops);
    this.threads = Runnable::run;
  }

  /** With handlers that block so many event loops, as they should not. */
  static NettyRig blocking(int loops) {
    return new NettyRig(loops);
  }

  /** With handlers that serve whole requests. */
  NettyServer routes(List<Route> routes, Function<Supplier<ChannelHandler>, Pipeline> pipeline) {
    return serve(pipeline.apply(() -> new RouteHandler(routes, threads)));
  }

  /** With handlers that serve frames of HTTP/2. */
  NettyServer framedRoutes(List<Route> routes) {
    return serve(Pipelines.OURS.framed(() -> new FrameRouteHandler(routes, threads)));
  }

  /** With a handler of HTTP/2 that hands no frames on. */
  NettyServer plainHttp2Routes(
      List<Route> routes, Function<Supplier<ChannelHandler>, Pipeline> pipeline) {
    return serve(pipeline.apply(() -> PlainHttp2.of(routes, threads)));
  }

  /** With this pipeline for each connection. */
  NettyServer serve(Pipeline pipeline) {
    server = NettyServer.of(bootstrap(pipeline), anyPort());
    return server;
  }

  /** Starts the same without the library; its port. */
  int startPlain(List<Route> routes) throws InterruptedException {
    Pipeline plain = Pipelines.plain(() -> new RouteHandler(routes, threads));
    Channel listener = bootstrap(plain).bind(anyPort()).sync().channel();
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  ServerBootstrap bootstrap(Pipeline pipeline) {
    return new ServerBootstrap()
        .group(acceptor, loops)
        .channel(Transport.ofThisRun().listener())
        .childHandler(pipeline.initializer());
  }

  static SocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Its port; once the listener is closed, the one it had. */
  int port() {
    if (port == 0) {
      port = ((InetSocketAddress) server.addresses().get(0)).getPort();
    }
    return port;
  }

  void stop() throws InterruptedException {
    pool.shutdownNow();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    acceptor.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
  }
}
