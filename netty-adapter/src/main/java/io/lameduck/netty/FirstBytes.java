package io.lameduck.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2CodecUtil;

/**
 * Hands the bytes that tell HTTP/1.1 and HTTP/2 apart on by themselves, where no TLS does that: a
 * pipeline that waits for them has its codec then, and the codec has no request yet.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {
  private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

  private final boolean hasHttp1;
  private int matching;

  /**
   * @param hasHttp1 whether there is a codec for whoever does not begin with HTTP/2
   */
  FirstBytes(boolean hasHttp1) {
    this.hasHttp1 = hasHttp1;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes && bytes.isReadable()) {
      int before = matching;
      match(bytes);
      if (matching == PREFACE.readableBytes()) {
        handOn(ctx, bytes, matching - before);
      } else if (matching - before < bytes.readableBytes()) {
        handOn(ctx, bytes, hasHttp1 ? bytes.readableBytes() : matching - before + 1);
      } else {
        ctx.fireChannelRead(bytes);
      }
    } else {
      ctx.fireChannelRead(message);
    }
  }

  private void match(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex()
        && matching < PREFACE.readableBytes()
        && bytes.getByte(at) == PREFACE.getByte(matching)) {
      at++;
      matching++;
    }
  }

  private void handOn(ChannelHandlerContext ctx, ByteBuf bytes, int decisive) {
    ctx.fireChannelRead(bytes.readRetainedSlice(decisive));
    HandlerInsertion.insert(ctx.pipeline());
    if (!ctx.isRemoved()) {
      ctx.pipeline().remove(this);
    }
    if (bytes.isReadable()) {
      ctx.fireChannelRead(bytes);
    } else {
      bytes.release();
    }
  }
}
