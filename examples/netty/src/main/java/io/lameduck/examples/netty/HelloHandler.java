package io.lameduck.examples.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * {@code /}, {@code /slow}, {@code /echo} and {@code /stream}, over HTTP/1.1 and HTTP/2; waits
 * without a thread.
 */
final class HelloHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final int LONGEST_ECHO_MILLIS = 20;
  private static final byte[] KIBIBYTE = "hello, world! \n\n".repeat(64).getBytes(UTF_8);

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    QueryStringDecoder target = new QueryStringDecoder(request.uri());
    switch (target.path()) {
      case "/slow" -> later(ctx, number(target, "ms", 1000), () -> answer(ctx, KIBIBYTE));
      case "/echo" -> echo(ctx, String.valueOf(number(target, "n", 0)));
      case "/stream" -> stream(ctx, number(target, "n", 10), number(target, "ms", 100));
      default -> answer(ctx, root(request));
    }
  }

  private static byte[] root(FullHttpRequest request) {
    return request.method().equals(HttpMethod.POST)
        ? (request.content().readableBytes() + "\n").getBytes(UTF_8)
        : KIBIBYTE;
  }

  /** After a while that is another each time, so that a later request could overtake. */
  private static void echo(ChannelHandlerContext ctx, String number) {
    int millis = ThreadLocalRandom.current().nextInt(LONGEST_ECHO_MILLIS);
    later(ctx, millis, () -> answer(ctx, number.getBytes(UTF_8)));
  }

  private static void stream(ChannelHandlerContext ctx, int pieces, int millis) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    HttpUtil.setTransferEncodingChunked(head, true);
    ctx.writeAndFlush(head);
    streamRest(ctx, pieces, millis);
  }

  private static void streamRest(ChannelHandlerContext ctx, int pieces, int millis) {
    if (pieces == 0) {
      ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    } else {
      later(ctx, millis, () -> streamPiece(ctx, pieces, millis));
    }
  }

  private static void streamPiece(ChannelHandlerContext ctx, int pieces, int millis) {
    ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(KIBIBYTE)));
    streamRest(ctx, pieces - 1, millis);
  }

  private static void answer(ChannelHandlerContext ctx, byte[] body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
    HttpUtil.setContentLength(response, body.length);
    ctx.writeAndFlush(response);
  }

  private static void later(ChannelHandlerContext ctx, int millis, Runnable step) {
    ctx.executor().schedule(step, millis, TimeUnit.MILLISECONDS);
  }

  private static int number(QueryStringDecoder target, String name, int otherwise) {
    String text = target.parameters().getOrDefault(name, List.of("")).get(0);
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close(); // the client is gone, or has sent too much
  }
}
