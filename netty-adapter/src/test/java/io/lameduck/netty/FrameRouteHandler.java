package io.lameduck.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.spi.Call;
import io.lameduck.spi.Route;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Executor;

/** Serves the routes of a contract where all streams of HTTP/2 have one pipeline. */
final class FrameRouteHandler extends SimpleChannelInboundHandler<Http2HeadersFrame> {
  private final List<Route> routes;
  private final Executor threads;

  FrameRouteHandler(List<Route> routes, Executor threads) {
    this.routes = routes;
    this.threads = threads;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Http2HeadersFrame request) {
    String path = request.headers().path().toString();
    StreamCall call = new StreamCall(ctx, request.stream());
    routes.stream()
        .filter(route -> route.path().equals(path))
        .findFirst()
        .ifPresentOrElse(route -> threads.execute(() -> serve(route, call)), call::drop);
  }

  private static void serve(Route route, StreamCall call) {
    try {
      route.action().serve(call);
    } catch (Exception e) {
      call.drop();
    }
  }

  private record StreamCall(ChannelHandlerContext ctx, Http2FrameStream at) implements Call {
    @Override
    public String body() {
      throw new UnsupportedOperationException("no contract of HTTP/2 sends one");
    }

    @Override
    public void answer(int status, String body) {
      DefaultHttp2Headers headers = new DefaultHttp2Headers();
      headers.status(String.valueOf(status));
      ctx.write(new DefaultHttp2HeadersFrame(headers).stream(at));
      ctx.writeAndFlush(
          new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body, UTF_8), true).stream(at));
    }

    @Override
    public OutputStream stream() {
      throw new UnsupportedOperationException("no contract of HTTP/2 asks for one");
    }

    @Override
    public void drop() {
      ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR).stream(at));
    }
  }
}
