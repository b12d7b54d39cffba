package io.lameduck.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;

/**
 * Does what {@link Http2DrainHandler} does, for a handler of HTTP/2 that hands no frames on: before
 * the frame listener of that. On the event loop of the connection.
 */
final class DrainFrameListener extends Http2FrameListenerDecorator {
  private final Http2Streams streams;
  private final Http2ConnectionDecoder decoder;

  private DrainFrameListener(Http2Streams streams, Http2ConnectionDecoder decoder) {
    super(decoder.frameListener());
    this.streams = streams;
    this.decoder = decoder;
  }

  /** Begins with a connection, unless that has one. */
  static void install(ChannelHandlerContext ctx, WatchedConnection connection) {
    Http2ConnectionHandler codec = (Http2ConnectionHandler) ctx.handler();
    Http2ConnectionDecoder decoder = codec.decoder();
    if (!(decoder.frameListener() instanceof DrainFrameListener)) {
      Http2Streams streams = Http2Streams.of(ctx, connection);
      codec.connection().addListener(new Responses(ctx, streams));
      decoder.frameListener(new DrainFrameListener(streams, decoder));
      connection.speaks(streams);
    }
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int stream, Http2Headers headers, int padding, boolean end)
      throws Http2Exception {
    if (isForOthers(stream, headers, end)) {
      super.onHeadersRead(ctx, stream, headers, padding, end);
    }
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int stream,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end)
      throws Http2Exception {
    if (isForOthers(stream, headers, end)) {
      super.onHeadersRead(ctx, stream, headers, dependency, weight, exclusive, padding, end);
    }
  }

  private boolean isForOthers(int stream, Http2Headers headers, boolean end) {
    return headers.method() == null
        ? !streams.isAnswered(stream)
        : streams.begin(stream, headers, end);
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean end)
      throws Http2Exception {
    return streams.isAnswered(stream)
        ? data.readableBytes() + padding
        : super.onDataRead(ctx, stream, data, padding, end);
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext ctx, long content) throws Http2Exception {
    if (!streams.goAway().isAnsweredBy(content)) {
      super.onPingAckRead(ctx, content);
    }
  }

  /** Some put their true listener in only when the client has said what it can do. */
  @Override
  public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings)
      throws Http2Exception {
    super.onSettingsRead(ctx, settings);
    Http2FrameListener now = decoder.frameListener();
    if (now != this) {
      decoder.frameListener(new DrainFrameListener(streams, decoder));
    }
  }

  /**
   * The end of a response closes its stream when it has been written out, if the client is done.
   */
  private static final class Responses extends Http2ConnectionAdapter {
    private final ChannelHandlerContext ctx;
    private final Http2Streams streams;

    Responses(ChannelHandlerContext ctx, Http2Streams streams) {
      this.ctx = ctx;
      this.streams = streams;
    }

    /** The client still sends: written out is what was written before this. */
    @Override
    public void onStreamHalfClosed(Http2Stream stream) {
      if (stream.state() == Http2Stream.State.HALF_CLOSED_LOCAL) {
        int id = stream.id();
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> streams.end(id));
      }
    }
  }
}
