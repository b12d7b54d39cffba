package io.lameduck.netty;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.Setting;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Http2Wire;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipelineException;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP/2 has beyond the contract. */
@ExtendWith(EventLoops.class)
@Timeout(60)
class Http2DrainHandlerTest {
  private final NettyRig rig = new NettyRig();
  private final InOrderHandler held = new InOrderHandler(false);
  private Drill drill;

  @AfterEach
  void end() throws Exception {
    if (drill != null) {
      drill.close();
    }
    rig.stop();
  }

  @Test
  void aHundredStreamsOfOneConnectionFinish() throws Exception {
    serve(held);
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      List<Integer> streams = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        streams.add(wire.get("/" + i));
      }
      await().until(() -> held.waiting() == 100);
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      held.answer();
      for (int stream : streams) {
        assertThat(wire.status(stream)).isEqualTo(200);
      }
      drill.assertDrained();
      assertThat(drill.report().traffic().served()).isEqualTo(100);
    }
  }

  /** Each client sends in the instant in which it is told, but has not heard of that. */
  @Test
  void aStreamThatIsOpenedInTheInstantOfTheGoAwayIsServed() throws Exception {
    int clients = 50;
    serve(new InOrderHandler(true));
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    CountDownLatch connected = new CountDownLatch(clients);
    CountDownLatch now = new CountDownLatch(1);
    List<Future<Integer>> statuses =
        IntStream.range(0, clients)
            .mapToObj(i -> threads.submit(() -> raceWithTheDrain(connected, now)))
            .toList();
    connected.await();
    now.countDown();
    drill.drain();
    for (Future<Integer> status : statuses) {
      assertThat(status.get()).isEqualTo(200);
    }
    drill.assertDrained();
    threads.shutdown();
  }

  private int raceWithTheDrain(CountDownLatch connected, CountDownLatch now) throws Exception {
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      wire.status(wire.get("/first"));
      connected.countDown();
      now.await();
      return wire.status(wire.get("/in-the-same-instant"));
    }
  }

  @Test
  void aStreamOfAClientThatHasHeardIsRefusedSoThatItIsSentElsewhere() throws Exception {
    serve(held);
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      int first = wire.get("/held");
      await().until(() -> held.waiting() == 1);
      drill.beginDrain();
      assertThat(wire.goAways(2)).containsExactly(Http2Wire.ALL, first);
      assertThat(wire.reset(wire.get("/late"))).isEqualTo(OptionalInt.of(Http2Wire.REFUSED_STREAM));
      held.answer();
      assertThat(wire.status(first)).isEqualTo(200);
      drill.assertDrained();
      assertThat(drill.report().traffic().served()).isEqualTo(1);
    }
  }

  /** It reads nothing, so it hears nothing. */
  @Test
  void aClientThatDoesNotAnswerThePingDoesNotHoldTheDrain() throws Exception {
    serve(new InOrderHandler(true));
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      wire.get("/");
      await().until(() -> drill.traffic().served() == 1);
      drill.drain();
      drill.assertDrained();
      assertThat(drill.sinceDraining()).isGreaterThan(ofSeconds(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/alive", "/started", "/ready"})
  void probesAreAnsweredAndAreNoWork(String path) throws Exception {
    serve(new InOrderHandler(true));
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      assertThat(wire.status(wire.get(path))).isEqualTo(200);
      drill.beginLameDuck();
      assertThat(wire.status(wire.get(path))).isEqualTo(path.equals("/ready") ? 503 : 200);
      assertThat(wire.told()).isFalse();
      assertThat(drill.traffic().served()).isZero();
      assertThat(drill.traffic().lateConnections()).isZero();
    }
  }

  @Test
  void aProbeWithABodyIsNotAllowed() throws Exception {
    serve(new InOrderHandler(true));
    HttpResponse<String> response =
        client().send(to("/ready").POST(bodyOf("?")).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(drill.traffic().served()).isZero();
  }

  /** The client of the JDK asks HTTP/1.1 for an upgrade. */
  @Test
  void aConnectionThatWasUpgradedIsDrained() throws Exception {
    serve(held);
    CompletableFuture<HttpResponse<String>> response =
        client().sendAsync(to("/upgraded").build(), BodyHandlers.ofString());
    await().until(() -> held.waiting() == 1);
    drill.beginLameDuck();
    held.answer();
    assertThat(response.get(10, TimeUnit.SECONDS).version()).isEqualTo(HttpClient.Version.HTTP_2);
    await().until(() -> drill.traffic().served() == 1);
    drill.beginDrain();
    drill.assertDrained();
  }

  @Test
  void eventsEndWhenTheHandlerOfTheirStreamHearsOfTheDrain() throws Exception {
    serve(Pipelines.OURS.clear(() -> new EventsHandler(DrainEvent.DRAINING)));
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      int events = wire.get("/events");
      await().until(() -> drill.inFlight().count() == 1);
      drill.beginDrain();
      assertThat(wire.status(events)).isEqualTo(200);
      drill.assertDrained();
    }
  }

  @Test
  void aStreamOfTheLameDuckHearsOfIt() throws Exception {
    serve(Pipelines.OURS.clear(() -> new EventsHandler(DrainEvent.LAME_DUCK)));
    drill.beginLameDuck();
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      assertThat(wire.status(wire.get("/events"))).isEqualTo(200);
    }
  }

  @Test
  void aClientInTheMiddleOfSomethingIsNotToldBeforeTheDrain() throws Exception {
    serve(held);
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      int stream = wire.get("/held");
      await().until(() -> held.waiting() == 1);
      drill.beginLameDuck();
      wire.status(wire.get("/ready"));
      assertThat(wire.told()).isFalse();
      drill.beginDrain();
      assertThat(wire.goAways(1)).first().isEqualTo(Http2Wire.ALL);
      held.answer();
      assertThat(wire.status(stream)).isEqualTo(200);
    }
  }

  @Test
  void thePipelineMustHaveACodec() {
    EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    channel.pipeline().addLast(new Http2DrainHandler());
    assertThatThrownBy(channel::checkException)
        .isInstanceOf(ChannelPipelineException.class)
        .hasRootCauseMessage(
            "Http2DrainHandler: no Http2FrameCodec in"
                + " [ChannelInboundHandlerAdapter#0, Http2DrainHandler#0,"
                + " DefaultChannelPipeline$TailContext#0]; add it first");
  }

  private void serve(ChannelHandler application) {
    serve(Pipelines.OURS.clear(() -> application));
  }

  private void serve(Pipelines.Pipeline pipeline) {
    drill = new Drill(rig.serve(pipeline)).set(Setting.IDLE_LINGER, ofMillis(200)).start();
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rig.port() + path));
  }

  private static HttpRequest.BodyPublisher bodyOf(String body) {
    return HttpRequest.BodyPublishers.ofString(body);
  }
}
