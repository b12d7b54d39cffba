package io.lameduck.benchmarks.jmh;

import io.lameduck.netty.Http2DrainHandler;
import io.lameduck.netty.HttpDrainHandler;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time the handlers of Netty add to a request, against the same pipelines without them. The
 * handler of HTTP/1.1 needs no codec to be measured; the one of HTTP/2 does not work without.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1) // much code: the codec of HTTP/2 is slow to get warm
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NettyHandlerBenchmark {
  private final StubListener listener = new StubListener();
  private final Http2Requests http2Requests = new Http2Requests();
  private EmbeddedChannel http1;
  private EmbeddedChannel http1Drained;
  private EmbeddedChannel http2;
  private EmbeddedChannel http2Drained;

  @Setup
  public void open() {
    http1 = listener.accept(new Http1Application());
    http1Drained = listener.accept(new HttpDrainHandler(), new Http1Application());
    http2 = http2(frames(), new Http2Application());
    http2Drained = http2(frames(), new Http2DrainHandler(), new Http2Application());
    requireCounted(1, this::http1Drained);
    requireCounted(1, this::http2Drained);
    requireCounted(0, this::http1);
  }

  @TearDown
  public void close() {
    listener.close();
  }

  @Benchmark
  public int http1() {
    return exchange(http1, Http1Application.REQUEST);
  }

  @Benchmark
  public int http1Drained() {
    return exchange(http1Drained, Http1Application.REQUEST);
  }

  @Benchmark
  public int http2() {
    return exchange(http2, http2Requests.next());
  }

  @Benchmark
  public int http2Drained() {
    return exchange(http2Drained, http2Requests.next());
  }

  /** Sends a request; returns how many messages came back. */
  private static int exchange(EmbeddedChannel connection, Object request) {
    connection.writeInbound(request);
    int answers = 0;
    for (Object answer; (answer = connection.readOutbound()) != null; answers++) {
      ReferenceCountUtil.release(answer);
    }
    return answers;
  }

  /** Lest it measure a handler that does nothing. */
  private void requireCounted(int expected, Runnable exchange) {
    long before = listener.served();
    exchange.run();
    long counted = listener.served() - before;
    if (counted != expected) {
      throw new IllegalStateException("counted: " + counted + " (expected: " + expected + ")");
    }
  }

  private EmbeddedChannel http2(ChannelHandler... handlers) {
    EmbeddedChannel connection = listener.accept(handlers);
    exchange(connection, Http2Requests.preface());
    return connection;
  }

  private static Http2FrameCodec frames() {
    return Http2FrameCodecBuilder.forServer().build();
  }

  private static final class Http1Application extends ChannelInboundHandlerAdapter {
    static final FullHttpRequest REQUEST =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, "/orders/4711", Unpooled.EMPTY_BUFFER);
    private static final FullHttpResponse RESPONSE =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.OK,
            Unpooled.unreleasableBuffer(Unpooled.buffer(1024).writeZero(1024)));

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.writeAndFlush(RESPONSE);
    }
  }

  private static final class Http2Application extends ChannelInboundHandlerAdapter {
    private static final Http2Headers NO_CONTENT = new DefaultHttp2Headers().status("204");

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Http2HeadersFrame request) {
        ctx.writeAndFlush(new DefaultHttp2HeadersFrame(NO_CONTENT, true).stream(request.stream()));
      } else {
        ReferenceCountUtil.release(message);
      }
    }
  }
}
