package io.lameduck.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** A stream of server-sent events, with one event, that ends with a phase of the drain or never. */
final class EventsHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final @Nullable DrainEvent end;
  private boolean open;

  EventsHandler(@Nullable DrainEvent end) {
    this.end = end;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    HttpUtil.setTransferEncodingChunked(head, true);
    head.headers().set("content-type", "text/event-stream");
    ctx.write(head);
    ctx.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer("data: first\n\n", US_ASCII)));
    open = true;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == end && open) {
      open = false;
      ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }
    ctx.fireUserEventTriggered(event);
  }
}
