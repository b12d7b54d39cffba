package io.lameduck.netty;

import io.lameduck.netty.Pipelines.Pipeline;
import io.lameduck.spi.Route;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** One server made of Netty, on a free port of this machine, with 30 threads that may block. */
final class NettyRig {
  private final EventLoopGroup loops = Transport.ofThisRun().group(2);
  private final ExecutorService threads = Executors.newFixedThreadPool(30);
  private int port;

  /** With handlers that serve whole requests. */
  NettyServer routes(List<Route> routes, Function<Supplier<ChannelHandler>, Pipeline> pipeline) {
    return serve(pipeline.apply(() -> new RouteHandler(routes, threads)));
  }

  /** With handlers that serve frames of HTTP/2. */
  NettyServer framedRoutes(List<Route> routes) {
    return serve(Pipelines.framed(() -> new FrameRouteHandler(routes, threads)));
  }

  /** With this pipeline for each connection. */
  NettyServer serve(Pipeline pipeline) {
    server = NettyServer.of(bootstrap(pipeline), anyPort());
    return server;
  }

  ServerBootstrap bootstrap(Pipeline pipeline) {
    return new ServerBootstrap()
        .group(loops)
        .channel(Transport.ofThisRun().listener())
        .childHandler(pipeline.initializer());
  }

  static SocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private NettyServer server;

  /** Its port; once the listener is closed, the one it had. */
  int port() {
    if (port == 0) {
      port = ((InetSocketAddress) server.addresses().get(0)).getPort();
    }
    return port;
  }

  void stop() throws InterruptedException {
    threads.shutdownNow();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
  }
}
