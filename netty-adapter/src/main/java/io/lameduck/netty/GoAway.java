package io.lameduck.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import java.util.concurrent.TimeUnit;

/**
 * Tells a client of HTTP/2 to leave, in two steps (RFC 9113, section 6.8): first a GOAWAY that
 * leaves all streams open, then, when the answer to a PING shows that the client has heard of it, a
 * GOAWAY that names the last stream. What the client had sent before it heard is served; what it
 * opens later is refused. On the event loop of the connection.
 */
final class GoAway {
  /** The content of the PING: "lameduck". */
  private static final long PING = 0x6c616d656475636bL;

  /** For clients that do not answer the PING. */
  private static final long PATIENCE_SECONDS = 1;

  private final ChannelHandlerContext ctx;
  private final Http2ConnectionHandler codec;
  private final Runnable whenSaid;
  private boolean begun;
  private int lastStream = Integer.MAX_VALUE;

  /**
   * @param ctx that of the codec
   * @param whenSaid called when the last stream has been named
   */
  GoAway(ChannelHandlerContext ctx, Http2ConnectionHandler codec, Runnable whenSaid) {
    this.ctx = ctx;
    this.codec = codec;
    this.whenSaid = whenSaid;
  }

  /** Takes the first step, unless that has been done. */
  void begin() {
    if (!begun) {
      begun = true;
      codec.goAway(
          ctx, lastStream, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, ctx.newPromise());
      codec.encoder().writePing(ctx, false, PING, ctx.newPromise());
      ctx.flush();
      ctx.executor().schedule(this::finish, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Whether this is the answer to the PING; then takes the second step. */
  boolean isAnsweredBy(long ping) {
    if (!begun || ping != PING) {
      return false;
    }
    finish();
    return true;
  }

  /** Whether a stream was opened by a client that had heard. */
  boolean refuses(int stream) {
    return stream > lastStream;
  }

  /** Whether the last stream has been named. */
  boolean isSaid() {
    return lastStream != Integer.MAX_VALUE;
  }

  /**
   * Past the codec, which would ignore later streams rather than have them refused, and leave a
   * client that has not understood waiting.
   */
  private void finish() {
    if (!isSaid() && ctx.channel().isActive()) {
      lastStream = codec.connection().remote().lastStreamCreated();
      codec
          .encoder()
          .frameWriter()
          .writeGoAway(
              ctx, lastStream, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, ctx.newPromise());
      ctx.flush();
      whenSaid.run();
    }
  }
}
