package io.lameduck.spi;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a {@link Server} owes to clients that speak HTTP/2: they are told twice to go away, first
 * with all streams left open, then with the number of the last one that was served.
 */
@Timeout(60)
public abstract class Http2Contract {
  private static final Duration LINGER = ofMillis(500);

  private static final int CLIENTS = 16;

  private static final String GRPC_HEALTH = "/grpc.health.v1.Health/Check";

  private final Deque<Http2Wire> opened = new ArrayDeque<>();
  private final Hold hold = new Hold();
  private final HandClock clock = new HandClock();
  private Drill drill;

  /** A server as in {@link DrainContract}, which also takes HTTP/2 without TLS. */
  protected abstract Server server(List<Route> routes) throws Exception;

  /** The port of the server, once it has been started. */
  protected abstract int port();

  /** A new connection to the server. */
  protected Http2Wire connect() throws IOException {
    return Http2Wire.to(port());
  }

  /** The service has ended: takes back what was needed for the server. */
  protected void ended() throws Exception {}

  @BeforeEach
  void describe() throws Exception {
    drill =
        new Drill(
            new ClockedServer(
                server(
                    List.of(
                        Route.at("/hello", call -> call.answer(200, "hello")),
                        Route.at(GRPC_HEALTH, call -> call.answer(200, "")),
                        Route.at("/held", this::answerHeld))),
                clock));
    drill.set(Setting.IDLE_LINGER, LINGER);
  }

  @AfterEach
  void end() throws Exception {
    hold.release();
    for (Http2Wire wire : opened) {
      wire.close();
    }
    drill.close();
    ended();
  }

  @Test
  void streamsInFlightFinish() throws Exception {
    drill.start();
    Http2Wire wire = open();
    List<Integer> held = IntStream.range(0, 5).mapToObj(i -> get(wire, "/held")).toList();
    await().until(() -> drill.inFlight().count() == 5);
    drill.beginDrain();
    assertThat(drill.drainGoesOn()).isTrue();
    assertThat(wire.goAways(1)).containsExactly(Http2Wire.ALL);
    hold.release();
    for (int stream : held) {
      assertThat(wire.status(stream)).isEqualTo(200);
    }
    assertThat(wire.goAwaysUntilTheEnd()).containsExactly(Http2Wire.ALL, held.get(4));
    drill.assertDrained();
  }

  @Test
  void aStreamThatWasOpenedBeforeTheClientHeardOfItIsServed() throws Exception {
    drill.start();
    Http2Wire wire = open();
    int held = wire.get("/held");
    await().until(() -> drill.inFlight().count() == 1);
    drill.beginDrain();
    int raced = wire.get("/hello");
    assertThat(wire.status(raced)).isEqualTo(200);
    assertThat(drill.drainGoesOn()).isTrue();
    hold.release();
    assertThat(wire.status(held)).isEqualTo(200);
    drill.assertDrained();
  }

  @Test
  void aConnectionInUseIsToldInTheLameDuck() throws Exception {
    drill.start();
    Http2Wire wire = open();
    assertThat(wire.status(wire.get("/hello"))).isEqualTo(200);
    drill.beginLameDuck();
    assertThat(wire.status(wire.get("/hello"))).isEqualTo(200);
    assertThat(wire.goAways(1)).first().isEqualTo(Http2Wire.ALL);
  }

  @Test
  void aNewConnectionIsServedInTheLameDuckAndToldLikewise() throws Exception {
    drill.start();
    drill.beginLameDuck();
    Http2Wire wire = open();
    assertThat(wire.status(wire.get("/hello"))).isEqualTo(200);
    assertThat(wire.goAways(1)).first().isEqualTo(Http2Wire.ALL);
    await().until(() -> drill.traffic().lateConnections() == 1);
  }

  @Test
  void probesAreAnsweredOnAConnectionThatIsKept() throws Exception {
    drill.start();
    Http2Wire wire = open();
    assertThat(wire.status(wire.get("/ready"))).isEqualTo(200);
    assertThat(wire.status(wire.request("HEAD", "/ready"))).isEqualTo(200);
    assertThat(wire.status(wire.request("POST", "/ready"))).isEqualTo(405);
    assertThat(wire.status(wire.get("/ready/beneath"))).isEqualTo(404);
    drill.beginLameDuck();
    assertThat(wire.status(wire.get("/ready"))).isEqualTo(503);
    assertThat(wire.status(wire.get("/alive"))).isEqualTo(200);
  }

  @Test
  void aHealthCheckerIsServedAndNoClient() throws Exception {
    drill.start();
    drill.beginLameDuck();
    Http2Wire envoy = open();
    assertThat(envoy.status(envoy.get("/hello", "Envoy/HC"))).isEqualTo(200);
    Http2Wire grpc = open();
    assertThat(grpc.status(grpc.request("POST", GRPC_HEALTH))).isEqualTo(200);
    await().until(() -> drill.traffic().served() == 2);
    assertThat(drill.traffic().late()).isZero();
    assertThat(drill.traffic().lateConnections()).isZero();
  }

  @Test
  void aClientThatSaysItsNameIsNoHealthChecker() throws Exception {
    drill.start();
    drill.beginLameDuck();
    Http2Wire wire = open();
    assertThat(wire.status(wire.get("/hello", "curl/8.5.0"))).isEqualTo(200);
    await().until(() -> drill.traffic().lateConnections() == 1);
    assertThat(drill.traffic().late()).isEqualTo(1);
  }

  @Test
  void anIdleConnectionIsToldInTheDrainAndClosedAfterItsLinger() throws Exception {
    drill.start();
    Http2Wire wire = open();
    int stream = wire.get("/hello");
    wire.status(stream);
    await().until(() -> drill.traffic().served() == 1); // or it is told at the end of its request
    drill.beginDrain();
    assertThat(wire.goAwaysUntilTheEnd()).containsExactly(Http2Wire.ALL, stream);
    assertThat(drill.sinceDraining()).isGreaterThanOrEqualTo(LINGER);
    drill.assertDrained();
  }

  @Test
  void allOfManyConnectionsAreClosedThatWereInUseWhenTheDrainBegan() throws Exception {
    drill.start();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<?>> ended =
        IntStream.range(0, CLIENTS).<Future<?>>mapToObj(i -> clients.submit(this::use)).toList();
    await().until(() -> drill.traffic().served() > 500);
    drill.beginLameDuck();
    await().until(() -> drill.traffic().late() > 0);
    drill.beginDrain();
    drill.assertDrained();
    assertThat(drill.sinceDraining()).isLessThan(Duration.ofSeconds(15));
    for (Future<?> client : ended) {
      client.get();
    }
    clients.shutdown();
  }

  /** Opens streams, three at a time, until the server says where it was the last one. */
  private @Nullable Void use() throws IOException {
    try (Http2Wire wire = connect()) {
      while (!wire.told()) {
        List<Integer> streams =
            List.of(get(wire, "/hello"), get(wire, "/hello"), get(wire, "/hello"));
        for (int stream : streams) {
          assertThat(wire.status(stream)).isEqualTo(200);
        }
      }
      wire.goAwaysUntilTheEnd();
    }
    return null;
  }

  /** As clients do that have opened one too many: Tomcat may not notice for 20 s. */
  @Test
  void connectionsThatTheirClientsHaveClosedAtOnceDoNotHoldTheDrain() throws Exception {
    drill.start();
    for (int i = 0; i < 100; i++) {
      connect().close();
    }
    drill.beginDrain();
    drill.assertDrained();
    assertThat(drill.sinceDraining()).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aConnectionOnWhichNoStreamWasOpenedDoesNotHoldTheDrain() throws Exception {
    drill.start();
    open();
    drill.drain();
    drill.assertDrained();
  }

  @Nested
  class BeyondItsAge extends Http2ConnectionAgeContract {
    @Override
    Drill drill() {
      return drill;
    }

    @Override
    Hold hold() {
      return hold;
    }

    @Override
    HandClock clock() {
      return clock;
    }

    @Override
    Http2Wire open() throws IOException {
      return Http2Contract.this.open();
    }
  }

  private Http2Wire open() throws IOException {
    Http2Wire wire = connect();
    opened.push(wire);
    return wire;
  }

  private static int get(Http2Wire wire, String path) {
    try {
      return wire.get(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void answerHeld(Call call) throws IOException {
    hold.pass();
    call.answer(200, "held");
  }
}
