package io.lameduck.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.Reply;
import io.lameduck.spi.Route;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contracts of NettyServerTest do not ask of pipelines that others build. */
@ExtendWith(EventLoops.class)
@Timeout(60)
class HandlerInsertionTest {
  private static final String UPGRADE =
      "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n";

  private final NettyRig rig = new NettyRig();
  private final Hold hold = new Hold();
  private Drill drill;

  @AfterEach
  void end() throws Exception {
    hold.release();
    drill.close();
    rig.stop();
  }

  /** As Java's own client does with the first request of a connection without TLS. */
  @Test
  void aRequestThatAsksForTheUpgradeToHttp2IsInFlight() throws Exception {
    NettyServer server = rig.routes(List.of(held()), Pipelines.OF_OTHERS::clear);
    drill = new Drill(server.insertingHandlers()).start();
    URI uri = URI.create("http://localhost:" + rig.port() + "/held");
    CompletableFuture<HttpResponse<String>> response =
        HttpClient.newHttpClient()
            .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    hold.awaitArrival();
    await().untilAsserted(() -> assertThat(drill.inFlight().count()).isEqualTo(1));
    hold.release();

    assertThat(response.get(30, TimeUnit.SECONDS).version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(response.join().body()).isEqualTo("held");
    await().until(() -> drill.inFlight().count() == 0);
    assertThat(drill.traffic().served()).isEqualTo(2); // what asks, and what is asked for
  }

  /** Its client need not have sent a byte of HTTP/2, and the drain must not take it for idle. */
  @Test
  void aRequestThatHasBeenUpgradedIsInFlightWhileItsClientIsSilent() throws Exception {
    NettyServer server = rig.routes(List.of(held()), Pipelines.OF_OTHERS::clear);
    drill = new Drill(server.insertingHandlers()).start();
    try (Wire wire = Wire.to(rig.port())) {
      wire.request("GET", "/held", UPGRADE);
      await().until(() -> drill.traffic().served() == 1); // what asks
      assertThat(drill.inFlight().count()).isEqualTo(1); // what is asked for
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
    }
  }

  /** Its first bytes decide on the codec, and its first request may come with them. */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT"})
  void aPipelineThatWaitsForTheFirstByteIsDrained(String method) throws Exception {
    NettyServer server = rig.routes(List.of(held()), Pipelines::byTheFirstByte);
    drill = new Drill(server.insertingHandlers()).start();
    try (Wire wire = Wire.to(rig.port())) {
      wire.request(method, "/held", "Content-Length: 0\r\n");
      hold.awaitArrival();
      assertThat(drill.inFlight().count()).isEqualTo(1);
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      hold.release();
      Reply reply = wire.reply();
      assertThat(reply.body()).isEqualTo("held");
      assertThat(reply.header("connection")).isEqualTo("close");
      drill.assertDrained();
    }
  }

  @Test
  void aFirstRequestThatComesByteByByteIsSeen() throws Exception {
    NettyServer server = rig.routes(List.of(held()), Pipelines::byTheFirstByte);
    drill = new Drill(server.insertingHandlers()).start();
    try (Wire wire = Wire.to(rig.port())) {
      for (char c : Wire.head("GET", "/ready", "").toCharArray()) {
        wire.send(String.valueOf(c));
      }
      assertThat(wire.reply().status()).isEqualTo(200);
    }
  }

  /** The client has all of it, and may send on. */
  @Test
  void aStreamIsServedWhoseRequestIsNotComplete() throws Exception {
    NettyServer server = rig.plainHttp2Routes(List.of(held()), Pipelines::plainHttp2);
    drill = new Drill(server.insertingHandlers()).start();
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      int stream = wire.connect("localhost");
      assertThat(wire.status(stream)).isEqualTo(404);
      await().until(() -> drill.inFlight().count() == 0);
      assertThat(drill.traffic().served()).isEqualTo(1);
    }
  }

  @Test
  void aPlainHandlerOfHttp2IsDrainedOverTls(@TempDir Path dir) throws Exception {
    SelfSigned certificate = SelfSigned.in(dir);
    NettyServer server =
        rig.plainHttp2Routes(
            List.of(held()), handler -> Pipelines.securePlainHttp2(certificate, handler));
    drill = new Drill(server.insertingHandlers()).start();
    try (Http2Wire wire = Http2Wire.to(rig.port(), certificate)) {
      assertThat(wire.status(wire.get("/ready"))).isEqualTo(200);
      int held = wire.get("/held");
      hold.awaitArrival();
      drill.beginDrain();
      assertThat(wire.goAways(2)).containsExactly(Http2Wire.ALL, held);
      int late = wire.get("/held");
      assertThat(wire.reset(late)).isEqualTo(OptionalInt.of(Http2Wire.REFUSED_STREAM));
      hold.release();
      assertThat(wire.status(held)).isEqualTo(200);
      drill.assertDrained();
    }
  }

  private Route held() {
    return Route.at(
        "/held",
        call -> {
          hold.pass();
          call.answer(200, "held");
        });
  }

  /** A framework that limits its connections refuses them so, and no future is completed. */
  @Test
  void aConnectionThatIsClosedByForceIsForgotten() throws Exception {
    Refusing refusing = new Refusing();
    NettyServer server =
        NettyServer.of(rig.bootstrap(pipeline -> {}).handler(refusing), NettyRig.anyPort());
    drill = new Drill(server.insertingHandlers()).start();
    for (int i = 0; i < 3; i++) {
      Wire.to(server.ports().iterator().next()).close();
    }
    await().until(() -> refusing.refused.get() == 3);
    await().untilAsserted(() -> assertThat(server.connections()).hasValue(0));
  }

  @ChannelHandler.Sharable
  private static final class Refusing extends ChannelInboundHandlerAdapter {
    final AtomicInteger refused = new AtomicInteger();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
      ((Channel) accepted).unsafe().closeForcibly();
      refused.incrementAndGet();
    }
  }
}
