package io.lameduck.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Route;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the contracts of NettyServerTest do not ask of pipelines that others build. */
@ExtendWith(EventLoops.class)
@Timeout(60)
class HandlerInsertionTest {
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
    Route held =
        Route.at(
            "/held",
            call -> {
              hold.pass();
              call.answer(200, "held");
            });
    NettyServer server = rig.routes(List.of(held), Pipelines.OF_OTHERS::clear);
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
