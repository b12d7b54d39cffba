package io.lameduck.it.foreign;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One request. */
final class NettyStream extends ChannelInboundHandlerAdapter {
  private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

  Future<Void> ask(Http2StreamChannel stream, String target) {
    DefaultHttp2Headers headers = new DefaultHttp2Headers();
    headers.method("GET").scheme("http").authority("service").path(target);
    return stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true));
  }

  /** False if the server says that it has not touched it. */
  boolean answer(long atMost, TimeUnit unit) throws Exception {
    return answer.get(atMost, unit);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      read(message);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(Object message) {
    if (message instanceof Http2HeadersFrame head) {
      read(head);
    } else if (message instanceof Http2DataFrame data && data.isEndStream()) {
      answer.complete(true);
    } else {
      ended(message);
    }
  }

  private void read(Http2HeadersFrame head) {
    if (head.headers().status() != null && !"200".contentEquals(head.headers().status())) {
      fail("status " + head.headers().status());
    } else if (head.isEndStream()) {
      answer.complete(true);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    ended(event);
    ReferenceCountUtil.release(event);
  }

  private void ended(Object what) {
    if (what instanceof Http2GoAwayFrame) {
      answer.complete(false); // only streams above the last one hear of it
    } else if (what instanceof Http2ResetFrame reset) {
      ended(reset.errorCode());
    }
  }

  private void ended(long error) {
    if (error == Http2Error.REFUSED_STREAM.code()) {
      answer.complete(false);
    } else {
      fail("stream reset, error " + error);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail("connection lost");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(cause.toString());
  }

  private void fail(String why) {
    answer.completeExceptionally(new IOException(why));
  }
}
