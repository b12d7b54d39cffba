package io.lameduck.netty;

import io.lameduck.Ticket;
import io.lameduck.spi.Route;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Serves the routes of a contract on threads that may block, one request at a time. */
final class RouteHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final List<Route> routes;
  private final Executor threads;
  private CompletableFuture<Void> before = CompletableFuture.completedFuture(null);

  RouteHandler(List<Route> routes, Executor threads) {
    this.routes = routes;
    this.threads = threads;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    String path = RequestTarget.of(request.uri()).path().replaceAll(";.*", "");
    NettyCall call = NettyCall.of(ctx.channel(), request);
    before = before.thenRunAsync(() -> serve(path, call), threads);
  }

  private void serve(String path, NettyCall call) {
    routes.stream()
        .filter(route -> route.path().equals(path))
        .findFirst()
        .ifPresentOrElse(route -> serve(route, call), () -> call.answer(404, ""));
  }

  private static void serve(Route route, NettyCall call) {
    if (route.path().equals("/after")) {
      serveAndGoOn(route, call);
    } else {
      serveOnce(route, call);
    }
  }

  /** Only the application knows that it goes on after its answer, so it takes a ticket. */
  private static void serveAndGoOn(Route route, NettyCall call) {
    Ticket work = call.ticket("after the answer");
    serveOnce(route, call);
    work.close();
  }

  private static void serveOnce(Route route, NettyCall call) {
    try {
      route.action().serve(call);
    } catch (Exception | Error e) {
      call.drop();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
