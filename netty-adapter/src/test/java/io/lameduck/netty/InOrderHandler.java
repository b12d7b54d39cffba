package io.lameduck.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Answers with the path, or with very much for {@link #LARGE}, as soon as a request begins, or all
 * together when it is told to.
 */
@ChannelHandler.Sharable
final class InOrderHandler extends SimpleChannelInboundHandler<HttpObject> {
  static final String LARGE = "/large";
  static final int LARGE_LENGTH = 20_000_000;

  private final boolean atOnce;
  private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();

  InOrderHandler(boolean atOnce) {
    this.atOnce = atOnce;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
    if (message instanceof HttpRequest request) {
      String path = request.uri();
      String body = path.equals(LARGE) ? "x".repeat(LARGE_LENGTH) : path;
      Runnable answer = () -> ctx.writeAndFlush(response(body));
      if (atOnce) {
        answer.run();
      } else {
        answers.add(answer);
      }
    }
  }

  int waiting() {
    return answers.size();
  }

  void answer() {
    for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
      answer.run();
    }
  }

  private static FullHttpResponse response(String body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.copiedBuffer(body, US_ASCII));
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length());
    return response;
  }
}
