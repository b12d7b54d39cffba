package io.lameduck.netty;

import io.lameduck.probe.ProbeAnswer;
import io.lameduck.spi.ServerContext;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The streams of one connection, and how that ends. On its event loop. */
final class Http2Streams extends Http2ConnectionAdapter implements WatchedConnection.Protocol {
  /**
   * In the lame duck a client is told when it has sent nothing for so long, and in the drain at
   * once: HttpClient before JDK 24 fails what is in flight when a GOAWAY comes, whatever stream
   * that names (JDK-8335181).
   */
  private static final long PAUSE_MILLIS = 20;

  /**
   * How long an empty connection is kept after the second GOAWAY. Some clients process GOAWAY on
   * another thread; closing at once would fail retryable streams. HttpClient of JDK 25 is one, and
   * on a busy machine its other thread is late: 100 ms were too few in one rolling update of six.
   */
  static final long LAST_MILLIS = 300;

  private final IntObjectMap<Exchange> exchanges = new IntObjectHashMap<>();
  private final IntObjectMap<Http2FrameStream> answered = new IntObjectHashMap<>(2);
  private final ChannelHandlerContext ctx;
  private final Http2FrameCodec codec;
  private final WatchedConnection connection;
  private final GoAway goAway;
  private boolean leaving;
  private boolean closing;

  private Http2Streams(
      ChannelHandlerContext ctx, Http2FrameCodec codec, WatchedConnection connection) {
    this.ctx = ctx;
    this.codec = codec;
    this.connection = connection;
    this.goAway = new GoAway(ctx, codec, this::closeIfEmpty);
  }

  /**
   * Those of a connection.
   *
   * @param ctx that of the codec
   */
  static Http2Streams of(ChannelHandlerContext ctx, WatchedConnection connection) {
    Http2FrameCodec codec = (Http2FrameCodec) ctx.handler();
    Http2Streams streams = new Http2Streams(ctx, codec, connection);
    codec.connection().addListener(streams);
    streams.takeOver();
    return streams;
  }

  /** A client that came by an upgrade has a stream already, of a request that was HTTP/1.1. */
  private void takeOver() {
    try {
      codec.connection().forEachActiveStream(this::takeOver);
    } catch (Http2Exception e) {
      ctx.fireExceptionCaught(e);
    }
  }

  private boolean takeOver(Http2Stream stream) {
    ServerContext service = connection.service();
    Exchange exchange = service == null ? null : Exchange.ofUpgrade(service, connection);
    if (exchange != null) {
      exchanges.put(stream.id(), exchange);
    }
    return true;
  }

  GoAway goAway() {
    return goAway;
  }

  @Nullable DrainEvent hasBegun() {
    return connection.hasBegun();
  }

  /** Whether the handlers behind are to see the stream. */
  boolean begin(ChannelHandlerContext behindCodec, Http2HeadersFrame request) {
    ServerContext service = connection.service();
    if (service == null) {
      return true;
    }
    String method = String.valueOf(request.headers().method());
    String target = String.valueOf(request.headers().path());
    Exchange exchange =
        goAway.refuses(request.stream().id())
            ? null
            : Exchange.of(service, connection, method, target);
    if (exchange == null) {
      reset(behindCodec, request.stream(), Http2Error.REFUSED_STREAM);
      return false;
    }
    if (exchange.probe() != null) {
      answer(behindCodec, request, exchange.probe());
      return false;
    }
    exchanges.put(request.stream().id(), exchange);
    if (connection.isDraining()) {
      goAway.begin();
    }
    return true;
  }

  /** Whether a frame belongs to a stream that has had its answer, and nobody else has seen. */
  boolean isAnswered(Http2FrameStream stream) {
    return !answered.isEmpty() && answered.containsKey(stream.id());
  }

  private void answer(ChannelHandlerContext ctx, Http2HeadersFrame request, ProbeAnswer answer) {
    boolean head = "HEAD".contentEquals(request.headers().method());
    Http2FrameStream stream = request.stream();
    ctx.write(new DefaultHttp2HeadersFrame(ProbeResponses.http2(answer), head).stream(stream));
    if (!head) {
      ctx.write(
          new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(answer.bytes()), true).stream(stream));
    }
    if (!request.isEndStream()) {
      answered.put(stream.id(), stream); // a reset would cost some clients the answer
    }
    ctx.flush();
  }

  private static void reset(ChannelHandlerContext ctx, Http2FrameStream stream, Http2Error error) {
    ctx.writeAndFlush(new DefaultHttp2ResetFrame(error).stream(stream));
  }

  /** The response has been written out, or given up. */
  void end(int stream) {
    Exchange exchange = exchanges.remove(stream);
    if (exchange != null) {
      exchange.end();
      leaveWhenIdle();
      if (isDone()) {
        ctx.executor().execute(this::closeIfEmpty); // when the codec has let go of it, too
      }
    }
  }

  void endAll() {
    List.copyOf(exchanges.keySet()).forEach(this::end);
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    answered.remove(stream.id());
    end(stream.id());
  }

  private void leaveWhenIdle() {
    if (exchanges.isEmpty() && !leaving && isLameDuck()) {
      leaving = true;
      ctx.executor().schedule(this::leaveIfIdle, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void leaveIfIdle() {
    leaving = false;
    if (exchanges.isEmpty()) {
      goAway.begin();
    }
  }

  private boolean isLameDuck() {
    ServerContext service = connection.service();
    return service != null && service.isLameDuck();
  }

  @Override
  public void draining(WatchedConnection connection) {
    if (!exchanges.isEmpty()) {
      goAway.begin();
    }
  }

  /** One after the other, so that clients do not connect elsewhere all at once. */
  @Override
  public void closeIdle(WatchedConnection connection) {
    goAway.begin();
  }

  private boolean isDone() {
    return goAway.isSaid() && exchanges.isEmpty();
  }

  private void closeIfEmpty() {
    if (isDone() && !closing) {
      closing = true;
      ctx.executor().schedule(this::close, LAST_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void close() {
    if (ctx.channel().isActive()) {
      resetAnswered();
      connection.close();
    }
  }

  /** The clients of what is left still send, though they have their answer. */
  private void resetAnswered() {
    try {
      codec
          .connection()
          .forEachActiveStream(
              stream -> {
                codec.resetStream(ctx, stream.id(), Http2Error.NO_ERROR.code(), ctx.newPromise());
                return true;
              });
    } catch (Http2Exception e) {
      ctx.fireExceptionCaught(e);
    }
  }
}
