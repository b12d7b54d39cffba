package io.lameduck.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.spi.Call;
import io.lameduck.spi.Route;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Serves the routes of a contract as some frameworks do: by a frame listener, which is put in only
 * when the client has said what it can do.
 */
final class PlainHttp2 extends Http2FrameAdapter {
  private final List<Route> routes;
  private final Executor threads;
  private Http2ConnectionHandler codec;

  private PlainHttp2(List<Route> routes, Executor threads) {
    this.routes = routes;
    this.threads = threads;
  }

  /** The handler for one connection. */
  static ChannelHandler of(List<Route> routes, Executor threads) {
    PlainHttp2 application = new PlainHttp2(routes, threads);
    Http2ConnectionHandler handler =
        new Http2ConnectionHandlerBuilder().frameListener(application.whenSettled()).build();
    application.codec = handler;
    return handler;
  }

  private Http2FrameListener whenSettled() {
    return new Http2FrameAdapter() {
      @Override
      public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) {
        codec.decoder().frameListener(PlainHttp2.this);
      }
    };
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int stream,
      Http2Headers request,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean complete) {
    onHeadersRead(ctx, stream, request, padding, complete);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int stream, Http2Headers request, int padding, boolean complete) {
    String path = String.valueOf(request.path());
    StreamCall call = new StreamCall(codec, ctx, stream);
    routes.stream()
        .filter(route -> route.path().equals(path))
        .findFirst()
        .ifPresentOrElse(
            route -> threads.execute(() -> serve(route, call)), () -> call.answer(404, ""));
  }

  private static void serve(Route route, StreamCall call) {
    try {
      route.action().serve(call);
    } catch (Exception e) {
      call.drop();
    }
  }

  private record StreamCall(Http2ConnectionHandler codec, ChannelHandlerContext ctx, int id)
      implements Call {
    @Override
    public String body() {
      throw new UnsupportedOperationException("no contract of HTTP/2 sends one");
    }

    @Override
    public void answer(int status, String body) {
      ctx.executor().execute(() -> write(status, body));
    }

    private void write(int status, String body) {
      Http2Headers headers = new DefaultHttp2Headers().status(String.valueOf(status));
      codec.encoder().writeHeaders(ctx, id, headers, 0, false, ctx.newPromise());
      codec
          .encoder()
          .writeData(ctx, id, Unpooled.copiedBuffer(body, UTF_8), 0, true, ctx.newPromise());
      codec.flush(ctx);
    }

    @Override
    public OutputStream stream() {
      throw new UnsupportedOperationException("no contract of HTTP/2 asks for one");
    }

    @Override
    public void drop() {
      ctx.executor()
          .execute(
              () -> codec.resetStream(ctx, id, Http2Error.INTERNAL_ERROR.code(), ctx.newPromise()));
    }
  }
}
