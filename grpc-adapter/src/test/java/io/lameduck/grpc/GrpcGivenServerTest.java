package io.lameduck.grpc;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.lameduck.EndReason;
import io.lameduck.Outcome;
import io.lameduck.Setting;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that its owner has built. */
@Timeout(60)
class GrpcGivenServerTest {
  private final Hold hold = new Hold();
  private final io.grpc.Server grpc = GrpcServerTest.onPort(0).addService(new Hello(hold)).build();
  private final GrpcServer server = GrpcServer.of(grpc);
  private final Drill drill = new Drill(server);

  @AfterEach
  void end() {
    hold.release();
    drill.close();
  }

  @Test
  void isStartedUnlessItHasBeen() {
    assertThat(server.name()).isEqualTo("grpc");
    drill.start();
    assertThat(server.name()).isEqualTo("grpc :" + grpc.getPort());
    try (Client client = Client.of(grpc.getPort())) {
      assertThat(client.call(Hello.SAY, "duck")).isEqualTo("hello duck");
    }
  }

  @Test
  void mayHaveBeenStarted() throws Exception {
    grpc.start();
    GrpcServer started = GrpcServer.of(grpc);
    assertThat(started.ports()).containsExactly(grpc.getPort());
    try (Drill another = new Drill(started).start();
        Client client = Client.of(grpc.getPort())) {
      assertThat(client.call(Hello.SAY, "duck")).isEqualTo("hello duck");
      another.drain();
      another.assertDrained();
    }
    assertThat(grpc.isTerminated()).isTrue();
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Drill late = new Drill(GrpcServer.of(GrpcServerTest.onPort(taken.getLocalPort()).build()));
      assertThatThrownBy(late::start).hasMessageContaining(":" + taken.getLocalPort());
    }
  }

  @Test
  void isWaitedForWhileACallIsInFlight() throws Exception {
    drill.start();
    try (Client client = Client.of(grpc.getPort())) {
      Received<String> stream = client.begin(Hello.STREAM, "");
      hold.awaitArrival();
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      assertThat(server.connections()).hasValue(1);
      hold.release();
      assertThat(stream.end()).isEqualTo(Status.Code.OK);
      assertThat(stream.messages()).containsExactly("first", "last");
      drill.assertDrained();
      assertThat(server.connections()).hasValue(0);
    }
  }

  @Test
  void isNotWaitedForWhileItsConnectionsAreIdle() throws Exception {
    drill.start();
    try (Client client = Client.of(grpc.getPort())) {
      client.call(Hello.SAY, "duck");
      drill.drain();
      drill.assertDrained();
      await().until(() -> !client.isConnected());
    }
  }

  /**
   * Without tickets there is nothing to be counted: the phase tells of it, the outcome does not.
   */
  @Test
  void isCutWhenTimeIsUp() throws Exception {
    drill
        .set(Setting.GRACE_PERIOD, ofMillis(2500))
        .set(Setting.EXIT_MARGIN, ofMillis(500))
        .set(Setting.CLOSE_RESERVE, ofMillis(1500));
    drill.start();
    try (Client client = Client.of(grpc.getPort())) {
      Received<String> call = client.begin(Hello.HELD, "duck");
      hold.awaitArrival();
      drill.drain();
      assertThat(drill.report().phases().get(1).end()).isEqualTo(EndReason.DEADLINE);
      assertThat(drill.report().outcome()).isEqualTo(Outcome.DRAINED);
      assertThat(call.end()).isNotEqualTo(Status.Code.OK);
    }
  }
}
