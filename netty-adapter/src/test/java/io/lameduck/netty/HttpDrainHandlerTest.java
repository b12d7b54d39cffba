package io.lameduck.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.Outcome;
import io.lameduck.Setting;
import io.lameduck.WorkInFlight;
import io.lameduck.netty.Pipelines.Pipeline;
import io.lameduck.spi.Drill;
import io.lameduck.spi.LostReplyException;
import io.lameduck.spi.Reply;
import io.lameduck.spi.Wire;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What HTTP/1.1 has beyond the contract. */
@ExtendWith(EventLoops.class)
@Timeout(60)
class HttpDrainHandlerTest {
  private static final Duration LINGER = ofSeconds(1);

  private final NettyRig rig = new NettyRig();
  private final InOrderHandler inOrder = new InOrderHandler(false);
  private Drill drill;
  private Wire wire;

  @AfterEach
  void end() throws Exception {
    if (wire != null) {
      wire.close();
    }
    if (drill != null) {
      drill.close();
    }
    rig.stop();
  }

  @Test
  void onlyTheLastOfSeveralResponsesAnnouncesTheEnd() throws Exception {
    serve(bare(inOrder));
    wire.send(Wire.head("GET", "/1", "") + Wire.head("GET", "/2", "") + Wire.head("GET", "/3", ""));
    await().until(() -> inOrder.waiting() == 3);
    assertThat(drill.inFlight().count()).isEqualTo(3);
    drill.beginLameDuck();
    inOrder.answer();
    assertThat(wire.reply().announcesTheEnd()).isFalse();
    assertThat(wire.reply().announcesTheEnd()).isFalse();
    Reply last = wire.reply();
    assertThat(last.body()).isEqualTo("/3");
    assertThat(last.announcesTheEnd()).isTrue();
    assertThat(wire.ended()).isTrue();
  }

  @Test
  void aSlowReaderGetsWhatIsAheadOfTheLastResponse() throws Exception {
    serve(bare(inOrder));
    wire.send(Wire.head("GET", InOrderHandler.LARGE, "").repeat(2));
    await().until(() -> inOrder.waiting() == 2);
    drill.beginLameDuck();
    inOrder.answer();
    assertThat(wire.reply().body()).hasSize(InOrderHandler.LARGE_LENGTH);
    assertThat(wire.reply().body()).hasSize(InOrderHandler.LARGE_LENGTH);
    assertThat(wire.ended()).isTrue();
  }

  @Test
  void aRequestBehindTheLastResponseIsNotServed() throws Exception {
    serve(bare(new InOrderHandler(true)));
    drill.beginLameDuck();
    wire.send(Wire.head("GET", "/1", "") + Wire.head("POST", "/2", ""));
    assertThat(wire.reply().announcesTheEnd()).isTrue();
    assertThat(wire.ended()).isTrue();
    await().until(() -> drill.traffic().served() == 1);
  }

  @Test
  void aProbeWaitsForTheResponsesAheadOfIt() throws Exception {
    serve(bare(inOrder));
    wire.send(Wire.head("GET", "/1", "") + Wire.head("GET", "/ready", ""));
    await().until(() -> inOrder.waiting() == 1);
    inOrder.answer();
    assertThat(wire.reply().body()).isEqualTo("/1");
    assertThat(wire.reply().body()).isEqualTo("ok\n");
    assertThat(wire.ended()).isTrue();
  }

  @Test
  void aRequestBehindAProbeThatWaitsIsNotServed() throws Exception {
    serve(bare(inOrder));
    wire.send(
        Wire.head("GET", "/1", "") + Wire.head("GET", "/ready", "") + Wire.head("GET", "/2", ""));
    await().until(() -> inOrder.waiting() == 1);
    inOrder.answer();
    assertThat(wire.reply().body()).isEqualTo("/1");
    assertThat(wire.reply().announcesTheEnd()).isTrue();
    assertThat(wire.ended()).isTrue();
    assertThat(inOrder.waiting()).isZero();
    drill.drain();
    drill.assertDrained();
  }

  @Test
  void aRequestThatBecomesATunnelIsOverWithTheHeadOfItsResponse() throws Exception {
    serve(bare(new TunnelHandler(1)));
    wire.request("CONNECT", "localhost:80", "");
    assertThat(wire.replyHead().status()).isEqualTo(200);
    await().until(() -> drill.traffic().served() == 1);
    assertThat(drill.inFlight().count()).isZero();
    drill.drain();
    drill.assertDrained();
  }

  @Test
  void aRequestThatWasSentBehindAnUpgradeIsNotWaitedFor() throws Exception {
    serve(bare(new TunnelHandler(2)));
    wire.send(Wire.head("CONNECT", "localhost:80", "") + Wire.head("GET", "/1", ""));
    assertThat(wire.replyHead().status()).isEqualTo(200);
    await().until(() -> drill.inFlight().count() == 0);
    drill.drain();
    drill.assertDrained();
  }

  @Test
  void aProbeMayNameTheHost() throws Exception {
    serve(bare(inOrder));
    assertThat(wire.get("http://localhost/ready").reply().status()).isEqualTo(200);
  }

  @Test
  void leaveToGoOnIsNoResponse() throws Exception {
    serve(Pipelines.OURS.http1(() -> new BodyLength(0)));
    drill.beginLameDuck();
    wire.request("POST", "/", "Expect: 100-continue\r\nContent-Length: 6\r\n");
    assertThat(wire.replyHead().status()).isEqualTo(100);
    assertThat(drill.inFlight().count()).isEqualTo(1);
    Reply reply = wire.send("a body").reply();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.announcesTheEnd()).isTrue();
  }

  @Test
  void aClientThatHasItsAnswerEarlyMaySendToTheEnd() throws Exception {
    serve(bare(new InOrderHandler(true)));
    drill.beginLameDuck();
    wire.request("POST", "/1", "Content-Length: 12\r\n").send("half ");
    assertThat(wire.reply().announcesTheEnd()).isTrue();
    await().until(() -> drill.inFlight().count() == 0);
    assertThat(drill.lameduck().traffic().served()).isEqualTo(1);
    wire.send("of it").send("..");
    assertThat(wire.ended()).isTrue();
  }

  @Test
  void aClientThatNeverSendsItsBodyToTheEndDoesNotHoldTheDrain() throws Exception {
    serve(bare(new InOrderHandler(true)));
    wire.request("POST", "/1", "Content-Length: 12\r\n").send("half ");
    wire.reply();
    drill.drain();
    drill.assertDrained();
  }

  @Test
  void aBodyInChunksIsWaitedFor() throws Exception {
    serve(Pipelines.OURS.http1(() -> new BodyLength(0)));
    wire.request("POST", "/", "Transfer-Encoding: chunked\r\n").send("5\r\nfirst\r\n");
    await().until(() -> drill.inFlight().count() == 1);
    drill.beginDrain();
    assertThat(drill.drainGoesOn()).isTrue();
    assertThat(wire.send("4\r\nlast\r\n0\r\n\r\n").reply().body()).isEqualTo("9");
    drill.assertDrained();
  }

  @Test
  void aClientThatIsGoneIsNotWaitedFor() throws Exception {
    serve(bare(inOrder));
    wire.get("/1");
    await().until(() -> inOrder.waiting() == 1);
    wire.close();
    drill.drain();
    drill.assertDrained();
    assertThat(drill.report().traffic().served()).isEqualTo(1);
  }

  @Test
  void rubbishIsNotWaitedFor() throws Exception {
    serve(bare(inOrder));
    wire.send("GET / HTTP/9.9.9 and more\r\n\r\n");
    drill.drain();
    drill.assertDrained();
  }

  @Test
  void aSlowReaderGetsItAll() throws Exception {
    int length = 20_000_000;
    serve(Pipelines.OURS.http1(() -> new BodyLength(length)));
    wire.get("/");
    Reply head = wire.replyHead();
    drill.beginDrain();
    assertThat(drill.drainGoesOn()).isTrue();
    assertThat(wire.rest(head).body()).hasSize(length);
    drill.assertDrained();
  }

  @Test
  void eventsEndWhenTheirHandlerHearsOfTheDrain() throws Exception {
    serve(Pipelines.OURS.http1(() -> new EventsHandler(DrainEvent.DRAINING)));
    Reply head = wire.get("/events").replyHead();
    assertThat(wire.chunk()).isEqualTo("data: first\n\n");
    drill.beginDrain();
    assertThat(wire.rest(head).body()).isEmpty();
    drill.assertDrained();
  }

  @Test
  void eventsThatAreAskedForInTheDrainEndAtOnce() throws Exception {
    drillOf(Pipelines.OURS.http1(() -> new EventsHandler(DrainEvent.DRAINING)));
    drill.set(Setting.IDLE_LINGER, LINGER).start();
    wire = Wire.to(rig.port());
    await().until(() -> drill.lameduck().connections().orElse(0) == 1);
    drill.stopInDrain();
    Reply head = wire.get("/events").replyHead();
    assertThat(head.announcesTheEnd()).isTrue();
    assertThat(wire.rest(head).body()).isEqualTo("data: first\n\n");
  }

  @Test
  void aConnectionOfTheLameDuckHearsOfIt() throws Exception {
    serve(Pipelines.OURS.http1(() -> new EventsHandler(DrainEvent.LAME_DUCK)));
    drill.beginLameDuck();
    try (Wire late = Wire.to(rig.port())) {
      Reply head = late.get("/events").replyHead();
      assertThat(head.announcesTheEnd()).isTrue();
      assertThat(late.rest(head).body()).isEqualTo("data: first\n\n");
    }
  }

  @Test
  void eventsThatDoNotEndAreCutAndNamed() throws Exception {
    drillOf(Pipelines.OURS.http1(() -> new EventsHandler(null)));
    drill
        .set(Setting.GRACE_PERIOD, ofMillis(2500))
        .set(Setting.EXIT_MARGIN, ofMillis(500))
        .set(Setting.CLOSE_RESERVE, ofMillis(1500))
        .start();
    wire = Wire.to(rig.port());
    Reply head = wire.get("/events?token=secret").replyHead();
    wire.chunk();
    drill.drain();
    assertThat(drill.report().outcome()).isEqualTo(Outcome.CUT);
    assertThat(drill.report().cut())
        .extracting(WorkInFlight::description)
        .containsExactly("GET /events");
    assertThatThrownBy(() -> wire.rest(head)).isInstanceOf(LostReplyException.class);
  }

  private void serve(Pipeline pipeline) throws IOException {
    drillOf(pipeline);
    drill.start();
    wire = Wire.to(rig.port());
  }

  private void drillOf(Pipeline pipeline) {
    drill = new Drill(rig.serve(pipeline));
  }

  /** Without anything that waits for a whole request. */
  private static Pipeline bare(ChannelHandler application) {
    return pipeline ->
        pipeline
            .addLast(new HttpServerCodec())
            .addLast(new HttpDrainHandler())
            .addLast(application);
  }

  /** Opens a tunnel when so many requests have come; the head of that response is all of it. */
  @ChannelHandler.Sharable
  private static final class TunnelHandler extends SimpleChannelInboundHandler<HttpRequest> {
    private int missing;

    TunnelHandler(int requests) {
      missing = requests;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpRequest request) {
      missing--;
      if (missing == 0) {
        ctx.writeAndFlush(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
      }
    }
  }

  /** Answers with so many bytes, or with the length of the request. */
  private static final class BodyLength extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final int answer;

    BodyLength(int answer) {
      this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      byte[] body =
          answer > 0
              ? new byte[answer]
              : String.valueOf(request.content().readableBytes()).getBytes(US_ASCII);
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(body));
      HttpUtil.setContentLength(response, body.length);
      ctx.writeAndFlush(response);
    }
  }
}
