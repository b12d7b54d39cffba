package io.lameduck.spi;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.WorkInFlight;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Server} owes to a service that ends, whatever it is made of: a subclass brings
 * the server, and how to connect to it.
 */
@Timeout(180)
public abstract class DrainContract {
  private static final Duration LINGER = ofMillis(300);

  /** For what has to happen within it, on a busy machine. */
  private static final Duration PATIENT_LINGER = ofSeconds(5);

  private final Deque<Wire> opened = new ArrayDeque<>();
  private final Hold hold = new Hold();
  private final HandClock clock = new HandClock();
  private Drill drill;

  /** A server that has not been started, listens on a free port, and has 30 threads. */
  protected abstract Server server(List<Route> routes) throws Exception;

  /** The port of the server, once it has been started. */
  protected abstract int port();

  /** A new connection to the server. */
  protected Wire connect() throws IOException {
    return Wire.to(port());
  }

  /** How many requests race with the drain that begins half way. */
  protected int requestsUnderLoad() {
    return 2_000;
  }

  /** The service has ended: takes back what was needed for the server. */
  protected void ended() throws Exception {}

  @BeforeEach
  void describe() throws Exception {
    drill = new Drill(new ClockedServer(server(routes()), clock));
  }

  @AfterEach
  void end() throws Exception {
    hold.release();
    drill.close();
    for (Wire wire : opened) {
      wire.close();
    }
    ended();
  }

  @Nested
  class BeforeTheEnd {
    @Test
    void requestsAreServedOnAConnectionThatIsKept() throws IOException {
      drill.start();
      Wire wire = open();
      assertThat(wire.get("/hello").reply().body()).isEqualTo("hello");
      assertThat(wire.post("/echo", "a body").reply().body()).isEqualTo("a body");
      Reply third = wire.get("/hello").reply();
      assertThat(third.announcesTheEnd()).isFalse();
      await().untilAsserted(() -> assertThat(drill.traffic().served()).isEqualTo(3));
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInTurn() throws IOException {
      drill.start();
      Wire wire = open().send(Wire.head("GET", "/hello", "").repeat(2));
      assertThat(wire.reply().body()).isEqualTo("hello");
      assertThat(wire.reply().body()).isEqualTo("hello");
    }

    @Test
    void anIdleServiceIsClosedInNoTime() throws Exception {
      drill.start();
      open().get("/hello").reply();
      drill.close();
      drill.close();
      assertThat(drill.lameduck().phase()).isEqualTo(Phase.TERMINATED);
      assertThat(Wire.refused(port())).isTrue();
    }
  }

  @Nested
  class WaitsFor {
    @Test
    void aRequestInFlight() throws Exception {
      assertWaitsFor("/held", 200, "held");
    }

    @Test
    void aRequestThatAnotherThreadAnswers() throws Exception {
      assertWaitsFor("/async/held", 200, "held");
    }

    @Test
    void aRequestThatAnotherThreadAnswersWithoutABody() throws Exception {
      assertWaitsFor("/async/empty", 204, "");
    }

    @Test
    void aRequestThatAnotherThreadDrops() throws Exception {
      drill.start();
      Wire wire = open().get("/async/dropped");
      hold.awaitArrival();
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      hold.release();
      assertThat(wire.failed()).isTrue();
      drill.assertDrained();
    }

    @Test
    void aResponseThatIsStreamed() throws Exception {
      drill.start();
      Wire wire = open().get("/stream");
      Reply head = wire.replyHead();
      assertThat(wire.chunk()).isEqualTo("first");
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      hold.release();
      assertThat(wire.rest(head).body()).isEqualTo("last");
      drill.assertDrained();
    }

    @Test
    void aBodyThatIsStillUploaded() throws Exception {
      drill.start();
      Wire wire = open().request("POST", "/echo", "Content-Length: 6\r\n").send("a b");
      await().until(() -> drill.inFlight().count() == 1);
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      assertThat(wire.send("ody").reply().body()).isEqualTo("a body");
      drill.assertDrained();
    }

    @Test
    void aHandlerThatGoesOnAfterItsAnswer() throws Exception {
      drill.start();
      assertThat(open().get("/after").reply().body()).isEqualTo("answered");
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      hold.release();
      drill.assertDrained();
    }

    private void assertWaitsFor(String path, int status, String body) throws Exception {
      drill.start();
      Wire wire = open().get(path);
      hold.awaitArrival();
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      hold.release();
      Reply reply = wire.reply();
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.body()).isEqualTo(body);
      drill.assertDrained();
    }
  }

  @Nested
  class DoesNotWaitFor {
    @Test
    void aConnectionOnWhichNothingWasEverSent() throws Exception {
      drill.start();
      open();
      drill.drain();
      drill.assertDrained();
    }

    @Test
    void aRequestOfWhichHalfWasSent() throws Exception {
      drill.start();
      open().send("GET /hello HTTP/1.1\r\nHost: loc");
      drill.drain();
      drill.assertDrained();
    }

    @Test
    void aRequestWhoseHandlerThrew() throws Exception {
      drill.start();
      open().get("/fails");
      await().until(() -> drill.traffic().served() == 1);
      drill.drain();
      drill.assertDrained();
    }

    @Test
    void aRequestWhoseHandlerThrewAnError() throws Exception {
      drill.start();
      open().get("/breaks");
      await().until(() -> drill.traffic().served() == 1);
      drill.drain();
      drill.assertDrained();
    }

    @Test
    void aRequestThatIsStuckWhenTimeIsUp() throws Exception {
      drill
          .set(Setting.GRACE_PERIOD, ofMillis(2500))
          .set(Setting.EXIT_MARGIN, ofMillis(500))
          .set(Setting.CLOSE_RESERVE, ofMillis(1500));
      drill.start();
      Wire wire = open().get("/held?token=secret");
      hold.awaitArrival();
      drill.drain();
      assertThat(drill.report().outcome()).isEqualTo(Outcome.CUT);
      assertThat(drill.report().traffic().cut()).isEqualTo(1);
      assertThat(drill.report().cut())
          .extracting(WorkInFlight::description)
          .containsExactly("GET /held");
      assertThat(wire.ended()).isTrue();
    }
  }

  @Nested
  class InTheLameDuck {
    @Test
    void aResponseAnnouncesTheEndOfItsConnectionAndKeepsTheAnnouncement() throws Exception {
      drill.start();
      Wire wire = open();
      assertThat(wire.get("/hello").reply().announcesTheEnd()).isFalse();
      drill.beginLameDuck();
      assertThat(wire.get("/hello").reply().announcesTheEnd()).isTrue();
      assertThat(wire.ended()).isTrue();
    }

    @Test
    void aResponseToAnOlderRequestAnnouncesTheEnd() throws Exception {
      drill.start();
      Wire wire = open().get("/held");
      hold.awaitArrival();
      drill.beginLameDuck();
      hold.release();
      assertThat(wire.reply().announcesTheEnd()).isTrue();
      assertThat(wire.ended()).isTrue();
    }

    @Test
    void aResponseWithoutABodyAnnouncesTheEnd() throws Exception {
      drill.start();
      Wire wire = open().get("/async/empty");
      hold.awaitArrival();
      drill.beginLameDuck();
      hold.release();
      assertThat(wire.reply().announcesTheEnd()).isTrue();
    }

    /** Or a client could not tell whether it has everything. */
    @Test
    void aStreamAnnouncesTheEndOfItsConnectionAndStaysChunked() throws Exception {
      drill.start();
      drill.beginLameDuck();
      hold.release();
      Wire wire = open().get("/stream");
      Reply head = wire.replyHead();
      assertThat(head.announcesTheEnd()).isTrue();
      assertThat(wire.chunk()).isEqualTo("first");
      assertThat(wire.rest(head).body()).isEqualTo("last");
    }

    @Test
    void aPostOnAnIdleConnectionIsServed() throws Exception {
      drill.start();
      Wire wire = open();
      wire.get("/hello").reply();
      drill.beginLameDuck();
      assertThat(wire.post("/echo", "late").reply().body()).isEqualTo("late");
    }

    @Test
    void aNewConnectionIsServed() throws Exception {
      drill.start();
      drill.beginLameDuck();
      assertThat(open().get("/hello").reply().body()).isEqualTo("hello");
      assertThat(drill.traffic().lateConnections()).isEqualTo(1);
    }

    @Test
    void aRequestOnAnOldConnectionIsNoNewConnection() throws Exception {
      drill.start();
      Wire wire = open();
      wire.get("/hello").reply();
      drill.beginLameDuck();
      wire.get("/hello").reply();
      assertThat(drill.traffic().late()).isEqualTo(1);
      assertThat(drill.traffic().lateConnections()).isZero();
    }
  }

  @Nested
  class InTheDrain {
    @Test
    void newConnectionsAreRefused() throws Exception {
      drill.start();
      drill.stopInDrain();
      await().until(() -> Wire.refused(port()));
    }

    @Test
    void aPostOnAnIdleConnectionIsServed() throws Exception {
      drill.set(Setting.IDLE_LINGER, PATIENT_LINGER);
      drill.start();
      Wire wire = open();
      wire.get("/hello").reply();
      drill.stopInDrain();
      Reply reply = wire.post("/echo", "at the last moment").reply();
      assertThat(reply.body()).isEqualTo("at the last moment");
      assertThat(reply.announcesTheEnd()).isTrue();
    }

    /** Where some servers take themselves for idle, and soon close everything. */
    @Test
    void idleConnectionsAreServedAlthoughTheLastRequestInFlightHasEnded() throws Exception {
      drill.set(Setting.IDLE_LINGER, PATIENT_LINGER);
      drill.start();
      List<Wire> idle = List.of(open(), open(), open());
      for (Wire wire : idle) {
        wire.get("/hello").reply();
      }
      Wire busy = open().get("/held");
      hold.awaitArrival();
      drill.stopInDrain();
      await().until(() -> Wire.refused(port()));
      hold.release();
      busy.reply();
      assertThat(busy.ended()).isTrue();
      for (Wire wire : idle) {
        assertThat(wire.get("/hello").reply().body()).isEqualTo("hello");
      }
    }

    @Test
    void anIdleConnectionGetsItsLinger() throws Exception {
      drill.set(Setting.IDLE_LINGER, LINGER);
      drill.start();
      Wire idle = open();
      idle.get("/hello").reply();
      Wire busy = open().get("/held");
      hold.awaitArrival();
      drill.beginDrain();
      hold.release();
      busy.reply();
      assertThat(idle.ended()).isTrue();
      assertThat(drill.sinceDraining()).isGreaterThanOrEqualTo(LINGER);
      drill.assertDrained();
    }

    @Test
    void aConnectionThatWasNotToldToLeaveGetsALingerOfItsOwn() throws Exception {
      drill.set(Setting.IDLE_LINGER, LINGER);
      drill.start();
      Wire wire = open().get("/stream");
      Reply head = wire.replyHead();
      assertThat(wire.chunk()).isEqualTo("first");
      drill.beginDrain();
      await().until(() -> drill.sinceDraining().compareTo(LINGER) > 0);
      long released = System.nanoTime();
      hold.release();
      wire.rest(head);
      assertThat(wire.ended()).isTrue();
      assertThat(System.nanoTime() - released).isGreaterThanOrEqualTo(LINGER.toNanos());
      drill.assertDrained();
    }
  }

  @Nested
  class Probes {
    @Test
    void areAnsweredFromThePhase() throws Exception {
      drill.start();
      assertThat(status("/alive")).isEqualTo(200);
      assertThat(status("/ready")).isEqualTo(200);
      assertThat(status("/started")).isEqualTo(200);
      drill.beginLameDuck();
      assertThat(status("/alive")).isEqualTo(200);
      assertThat(status("/ready")).isEqualTo(503);
      assertThat(status("/started")).isEqualTo(200);
    }

    @Test
    void areNeitherWorkNorAReasonToStay() throws Exception {
      drill.start();
      drill.beginLameDuck();
      status("/alive");
      status("/ready");
      assertThat(drill.traffic().late()).isZero();
      assertThat(drill.traffic().lateConnections()).isZero();
      assertThat(drill.traffic().served()).isZero();
    }

    @Test
    void answerAHeadRequestWithoutABody() throws Exception {
      drill.start();
      Wire wire = open().request("HEAD", "/ready", "");
      assertThat(wire.replyHead().status()).isEqualTo(200);
      assertThat(wire.ended()).isTrue();
    }

    @Test
    void areAnsweredAtAnAbsoluteTarget() throws Exception {
      drill.start();
      assertThat(status("http://localhost/ready")).isEqualTo(200);
      assertThat(drill.traffic().served()).isZero();
    }

    @Test
    void haveNothingBeneathThem() throws Exception {
      drill.start();
      assertThat(status("/ready/database")).isEqualTo(404);
    }

    private int status(String path) throws IOException {
      return open().get(path).reply().status();
    }
  }

  @Nested
  class Pipelining extends PipeliningContract {
    @Override
    Fixture fixture() {
      return new Fixture(drill, hold, clock, DrainContract.this::open);
    }
  }

  @Nested
  class Description extends DescriptionContract {
    @Override
    Fixture fixture() {
      return new Fixture(drill, hold, clock, DrainContract.this::open);
    }
  }

  @Nested
  class BeyondItsAge extends ConnectionAgeContract {
    @Override
    Fixture fixture() {
      return new Fixture(drill, hold, clock, DrainContract.this::open);
    }
  }

  @Nested
  class HealthCheckers extends HealthCheckerContract {
    @Override
    Fixture fixture() {
      return new Fixture(drill, hold, clock, DrainContract.this::open);
    }
  }

  @Nested
  class UnderLoad {
    @Test
    void noRequestIsCutOffAndEachIsCountedOnce() throws Exception {
      drill.set(Setting.IDLE_LINGER, ofSeconds(1));
      drill.start();
      int requests = requestsUnderLoad();
      Swarm swarm = new Swarm(DrainContract.this::connect, requests, () -> drill.drain()).run();
      drill.assertDrained();
      assertThat(swarm.cutOff()).isZero();
      assertThat(swarm.unanswered()).isZero();
      assertThat(swarm.served()).isBetween(requests / 2 - 50L, (long) requests);
      assertThat(swarm.served() + swarm.refused()).isEqualTo(requests);
      assertThat(drill.report().traffic().served()).isEqualTo(swarm.served());
      assertThat(drill.inFlight().count()).isZero();
    }
  }

  private Wire open() throws IOException {
    Wire wire = connect();
    opened.push(wire);
    return wire;
  }

  private List<Route> routes() {
    return List.of(
        Route.at("/hello", call -> call.answer(200, "hello")),
        Route.at("/echo", call -> call.answer(200, call.body())),
        Route.at("/held", call -> answerHeld(call, 200, "held")),
        Route.async("/async/held", call -> answerHeld(call, 200, "held")),
        Route.async("/async/empty", call -> answerHeld(call, 204, "")),
        Route.async("/async/dropped", this::dropHeld),
        Route.at("/after", this::answerAndGoOn),
        Route.at("/stream", this::streamHeld),
        Route.at("/fails", call -> fail(new IllegalStateException("as the test wants it"))),
        Route.at("/breaks", call -> fail(new LinkageError("as the test wants it"))));
  }

  private void answerHeld(Call call, int status, String body) throws IOException {
    hold.pass();
    call.answer(status, body);
  }

  private void answerAndGoOn(Call call) throws IOException {
    call.answer(200, "answered");
    hold.pass();
  }

  private void dropHeld(Call call) throws IOException {
    hold.pass();
    call.drop();
  }

  private void streamHeld(Call call) throws IOException {
    try (OutputStream body = call.stream()) {
      body.write(new byte[] {'f', 'i', 'r', 's', 't'});
      body.flush();
      hold.pass();
      body.write(new byte[] {'l', 'a', 's', 't'});
    }
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  private static void fail(Error failure) {
    throw failure;
  }
}
