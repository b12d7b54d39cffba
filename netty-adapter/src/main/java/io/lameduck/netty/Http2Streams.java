package io.lameduck.netty;

import io.lameduck.probe.ProbeAnswer;
import io.lameduck.spi.ServerContext;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
   * When a connection is old and never silent for so long, its client is told all the same: it is
   * those in constant use that carry the load.
   */
  private static final long PATIENCE_MILLIS = 1_000;

  /**
   * How long an empty connection is kept after the second GOAWAY. Some clients process GOAWAY on
   * another thread; closing at once would fail retryable streams. HttpClient of JDK 25 is one, and
   * on a busy machine its other thread is late: 100 ms were too few in one rolling update of six.
   */
  static final long LAST_MILLIS = 300;

  private final IntObjectMap<Exchange> exchanges = new IntObjectHashMap<>();
  private final Set<Integer> answered = new HashSet<>(2);
  private final ChannelHandlerContext ctx;
  private final Http2ConnectionHandler codec;
  private final WatchedConnection connection;
  private final GoAway goAway;
  private boolean leaving;
  private boolean old;
  private boolean closing;

  private Http2Streams(
      ChannelHandlerContext ctx, Http2ConnectionHandler codec, WatchedConnection connection) {
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
    Http2ConnectionHandler codec = (Http2ConnectionHandler) ctx.handler();
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

  /**
   * Whether others are to see a stream that a request has opened.
   *
   * @param complete whether the request has no body
   */
  boolean begin(int stream, Http2Headers request, boolean complete) {
    ServerContext service = connection.service();
    if (service == null || exchanges.containsKey(stream)) {
      return true;
    }
    String method = String.valueOf(request.method());
    String target = String.valueOf(request.path());
    CharSequence userAgent =
        connection.mindsWho(service) ? request.get(HttpHeaderNames.USER_AGENT) : null;
    Exchange exchange =
        goAway.refuses(stream) ? null : Exchange.of(service, connection, method, target, userAgent);
    if (exchange == null) {
      refuse(stream);
      return false;
    }
    if (exchange.probe() != null) {
      answer(stream, exchange.probe(), method.equals("HEAD"));
      if (!complete) {
        answered.add(stream); // a reset would cost some clients the answer
      }
      return false;
    }
    exchanges.put(stream, exchange);
    if (connection.isDraining()) {
      goAway.begin();
    }
    leaveWhenOld();
    return true;
  }

  /** Whether a frame belongs to a stream that has had its answer, and nobody else has seen. */
  boolean isAnswered(int stream) {
    return !answered.isEmpty() && answered.contains(stream);
  }

  private void answer(int stream, ProbeAnswer answer, boolean head) {
    codec
        .encoder()
        .writeHeaders(ctx, stream, ProbeResponses.http2(answer), 0, head, ctx.newPromise());
    if (!head) {
      codec
          .encoder()
          .writeData(
              ctx, stream, Unpooled.wrappedBuffer(answer.bytes()), 0, true, ctx.newPromise());
    }
    codec.flush(ctx);
  }

  private void refuse(int stream) {
    codec.resetStream(ctx, stream, Http2Error.REFUSED_STREAM.code(), ctx.newPromise());
    codec.flush(ctx);
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

  private void leaveWhenOld() {
    if (!old && connection.isOld()) {
      old = true;
      ctx.executor().schedule(this::leave, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void leaveWhenIdle() {
    if (exchanges.isEmpty() && !leaving && connection.isToLeave()) {
      leaving = true;
      ctx.executor().schedule(this::leaveIfIdle, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void leaveIfIdle() {
    leaving = false;
    if (exchanges.isEmpty()) {
      leave();
    }
  }

  private void leave() {
    if (ctx.channel().isActive()) {
      goAway.begin();
    }
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
