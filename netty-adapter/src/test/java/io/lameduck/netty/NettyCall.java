package io.lameduck.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lameduck.Ticket;
import io.lameduck.spi.Call;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.OutputStream;

/** A request to a pipeline of HTTP/1.1, or to that of a stream which looks like one. */
record NettyCall(Channel channel, String body) implements Call {
  static NettyCall of(Channel channel, FullHttpRequest request) {
    return new NettyCall(channel, request.content().toString(UTF_8));
  }

  Ticket ticket(String description) {
    Channel connection = channel.parent() instanceof ServerChannel ? channel : channel.parent();
    return Connections.connectionOf(connection).service().inFlight().enter(description);
  }

  @Override
  public void answer(int status, String body) {
    channel.writeAndFlush(response(status, body)).syncUninterruptibly();
  }

  private FullHttpResponse response(int status, String body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(status),
            Unpooled.copiedBuffer(body, UTF_8));
    if (status != HttpResponseStatus.NO_CONTENT.code()) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length());
    }
    return response;
  }

  @Override
  public OutputStream stream() {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    HttpUtil.setTransferEncodingChunked(head, true);
    channel.writeAndFlush(head).syncUninterruptibly();
    return new Body(channel);
  }

  @Override
  public void drop() {
    channel.close().syncUninterruptibly();
  }

  private static final class Body extends OutputStream {
    private final Channel channel;

    Body(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int single) {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      channel
          .writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(bytes, offset, length)))
          .syncUninterruptibly();
    }

    @Override
    public void close() {
      channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).syncUninterruptibly();
    }
  }
}
