package io.lameduck.grpc;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.lameduck.Outcome;
import io.lameduck.Setting;
import io.lameduck.WorkInFlight;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Hold;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GrpcServerTest {
  private final Hold hold = new Hold();
  private final Hello hello = new Hello(hold);
  private final Deque<Client> clients = new ArrayDeque<>();
  private ServerBuilder<?> builder;
  private GrpcServer server;
  private Drill drill;

  /** An error of a handler ends a thread of gRPC, and is no failure of whoever waits just then. */
  @BeforeAll
  static void leaveTheErrorsOfHandlersAlone() {
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  @BeforeEach
  void describe() {
    builder = onPort(0).addService(hello);
    server = GrpcServer.of(builder);
    drill = new Drill(server);
  }

  @AfterEach
  void end() {
    hold.release();
    clients.forEach(Client::close);
    drill.close();
  }

  @Nested
  class BeforeTheEnd {
    @Test
    void eachCallIsCountedOnce() {
      drill.start();
      Client client = connect();
      assertThat(client.call(Hello.SAY, "duck")).isEqualTo("hello duck");
      assertThat(client.call(Hello.SAY, "goose")).isEqualTo("hello goose");
      await().untilAsserted(() -> assertThat(drill.traffic().served()).isEqualTo(2));
      assertThat(drill.inFlight().count()).isZero();
    }

    @Test
    void aConnectionIsCountedWhileItIsOpen() {
      drill.start();
      assertThat(server.connections()).hasValue(0);
      Client client = connect();
      client.call(Hello.SAY, "duck");
      assertThat(server.connections()).hasValue(1);
      client.close();
      await().untilAsserted(() -> assertThat(server.connections()).hasValue(0));
    }

    @Test
    void aConnectionLeavesAtItsMaximumAgeAndNotBeforeItsCallsHaveFinished() throws Exception {
      drill.set(Setting.CONNECTION_MAX_AGE, ofSeconds(1)).start();
      Received<String> call = connect().begin(Hello.HELD, "duck");
      hold.awaitArrival();
      long begun = System.nanoTime();
      awaitTheEndOfAnIdleConnection();
      assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(ofMillis(900).toNanos());
      awaitTheEndOfAnIdleConnection(); // by now the age of the one in use is over as well
      hold.release();
      assertThat(call.end()).isEqualTo(Status.Code.OK);
      assertThat(call.messages()).containsExactly("hello duck");
      await().until(() -> server.connections().getAsLong() == 0);
    }

    private void awaitTheEndOfAnIdleConnection() {
      assertThat(connect().call(Hello.SAY, "duck")).isEqualTo("hello duck");
      assertThat(server.connections()).hasValue(2);
      await().until(() -> server.connections().getAsLong() == 1);
    }

    @Test
    void theServerIsCalledByItsPort() {
      assertThat(server.name()).isEqualTo("grpc");
      drill.start();
      assertThat(server.name()).isEqualTo("grpc :" + port());
      drill.close();
      assertThat(server.name()).isEqualTo("grpc :" + port());
    }

    @Test
    void theProcessLivesAsLongAsTheServer() {
      drill.start();
      assertThat(keepsTheProcessAlive()).isTrue();
      drill.close();
      await().until(() -> !keepsTheProcessAlive());
    }

    private boolean keepsTheProcessAlive() {
      return Thread.getAllStackTraces().keySet().stream()
          .anyMatch(thread -> thread.getName().equals("lameduck-grpc") && !thread.isDaemon());
    }

    @Test
    void aPortThatIsTakenStopsTheStartAndIsNamed() throws Exception {
      try (ServerSocket taken = new ServerSocket(0)) {
        Drill late = new Drill(GrpcServer.of(onPort(taken.getLocalPort()).addService(hello)));
        assertThatThrownBy(late::start)
            .hasMessageContaining("gRPC did not start")
            .hasMessageContaining(":" + taken.getLocalPort())
            .hasMessageContaining("in use");
      }
    }
  }

  @Nested
  class WaitsFor {
    @Test
    void aCallInFlight() throws Exception {
      drill.start();
      Received<String> call = connect().begin(Hello.HELD, "duck");
      hold.awaitArrival();
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      hold.release();
      assertThat(call.end()).isEqualTo(Status.Code.OK);
      assertThat(call.messages()).containsExactly("hello duck");
      drill.assertDrained();
    }

    @Test
    void aStreamUntilItIsComplete() throws Exception {
      drill.start();
      Received<String> stream = connect().begin(Hello.STREAM, "");
      hold.awaitArrival();
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      hold.release();
      assertThat(stream.end()).isEqualTo(Status.Code.OK);
      assertThat(stream.messages()).containsExactly("first", "last");
      drill.assertDrained();
    }

    @Test
    void aCallWhoseRequestsAreStillSent() throws Exception {
      drill.start();
      Received<String> call = new Received<>();
      var requests = connect().upload(Hello.JOIN, call);
      requests.onNext("a ");
      await().until(() -> drill.inFlight().count() == 1);
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      requests.onNext("duck");
      requests.onCompleted();
      assertThat(call.end()).isEqualTo(Status.Code.OK);
      assertThat(call.messages()).containsExactly("hello a duck");
      drill.assertDrained();
    }

    @Test
    void aHandlerThatGoesOnAfterItsAnswer() throws Exception {
      drill.start();
      assertThat(connect().call(Hello.AFTER, "duck")).isEqualTo("hello duck");
      hold.awaitArrival();
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      hold.release();
      drill.assertDrained();
    }
  }

  @Nested
  class DoesNotWaitFor {
    @Test
    void aConnectionThatIsIdle() throws Exception {
      drill.start();
      Client client = connect();
      client.call(Hello.SAY, "duck");
      drill.drain();
      drill.assertDrained();
      await().until(() -> !client.isConnected());
    }

    @Test
    void aCallWhoseHandlerThrew() throws Exception {
      drill.start();
      Received<String> call = connect().begin(Hello.FAILS, "");
      assertThat(call.end()).isEqualTo(Status.Code.UNKNOWN);
      drill.drain();
      drill.assertDrained();
    }

    @Test
    void aCallWhoseHandlerThrewAnError() throws Exception {
      drill.start();
      Received<String> call = connect().begin(Hello.BREAKS, "");
      assertThat(call.end()).isEqualTo(Status.Code.UNKNOWN);
      drill.drain();
      drill.assertDrained();
    }

    @Test
    void aCallThatAnInterceptorOfTheOwnerBroke() throws Exception {
      builder.intercept(new Broken());
      drill.start();
      Received<String> call = connect().begin(Hello.SAY, "");
      assertThat(call.end()).isEqualTo(Status.Code.UNKNOWN);
      assertThat(drill.traffic().served()).isEqualTo(1);
      drill.drain();
      drill.assertDrained();
    }

    @Test
    void aCallThatItsClientCancelled() throws Exception {
      drill.start();
      beginAndCancel(Hello.NEVER);
      drill.drain();
      drill.assertDrained();
    }

    @Test
    void aCallWhoseHandlerThrewAnErrorWhenItsClientHadCancelled() throws Exception {
      drill.start();
      beginAndCancel(Hello.BREAKS_LATE);
      drill.drain();
      drill.assertDrained();
    }

    @Test
    void aCallWhoseClientHungUp() throws Exception {
      drill.start();
      Client client = connect();
      client.begin(Hello.NEVER, "");
      hello.neverAnswered.await();
      client.close();
      drill.drain();
      drill.assertDrained();
    }

    @Test
    void aWatchOfTheHealth() throws Exception {
      drill.start();
      var watch = connect().watch("");
      await().until(() -> watch.messages().size() == 1);
      drill.drain();
      assertThat(watch.end()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(watch.messages())
          .extracting(HealthCheckResponse::getStatus)
          .containsExactly(ServingStatus.SERVING, ServingStatus.NOT_SERVING);
      drill.assertDrained();
      assertThat(drill.report().traffic().served()).isZero();
    }

    @Test
    void aReflectionThatIsLeftOpen() throws Exception {
      builder.addService(ProtoReflectionServiceV1.newInstance());
      drill.start();
      Received<ServerReflectionResponse> reflection = new Received<>();
      Client client = connect();
      ServerReflectionGrpc.newStub(client.channel()).serverReflectionInfo(reflection);
      await().until(() -> server.connections().orElseThrow() == 1);
      assertThat(client.check("")).isNotNull(); // the stream has come, for it was sent before
      drill.drain();
      assertThat(reflection.end()).isEqualTo(Status.Code.UNAVAILABLE);
      drill.assertDrained();
      assertThat(drill.report().traffic().served()).isZero();
    }

    @Test
    void aCallThatIsStuckWhenTimeIsUp() throws Exception {
      drill
          .set(Setting.GRACE_PERIOD, ofMillis(2500))
          .set(Setting.EXIT_MARGIN, ofMillis(500))
          .set(Setting.CLOSE_RESERVE, ofMillis(1500));
      drill.start();
      Received<String> call = connect().begin(Hello.HELD, "");
      hold.awaitArrival();
      drill.drain();
      assertThat(drill.report().outcome()).isEqualTo(Outcome.CUT);
      assertThat(drill.report().cut())
          .extracting(WorkInFlight::description)
          .containsExactly("lameduck.Hello/Held");
      assertThat(call.end()).isNotEqualTo(Status.Code.OK);
    }
  }

  @Nested
  class InTheLameDuck {
    @Test
    void aNewConnectionIsServedAndCountedAsLate() {
      drill.start();
      drill.beginLameDuck();
      assertThat(connect().call(Hello.SAY, "duck")).isEqualTo("hello duck");
      assertThat(drill.traffic().lateConnections()).isEqualTo(1);
      assertThat(drill.traffic().late()).isEqualTo(1);
    }

    @Test
    void aCallOnAnOldConnectionIsNoNewConnection() {
      drill.start();
      Client client = connect();
      client.call(Hello.SAY, "duck");
      drill.beginLameDuck();
      client.call(Hello.SAY, "duck");
      assertThat(drill.traffic().lateConnections()).isZero();
      assertThat(drill.traffic().late()).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsOldButCallsForTheFirstTimeIsAClient() {
      drill.start();
      Client client = connect();
      client.check("");
      drill.beginLameDuck();
      client.call(Hello.SAY, "duck");
      assertThat(drill.traffic().lateConnections()).isEqualTo(1);
    }

    @Test
    void aHealthCheckerThatCallsTheServiceItselfIsServedAndNoClient() {
      drill.start();
      drill.beginLameDuck();
      Client balancer = Client.of(port(), "ELB-HealthChecker/2.0");
      clients.push(balancer);
      assertThat(balancer.call(Hello.SAY, "duck")).isEqualTo("hello duck");
      await().until(() -> drill.traffic().served() == 1);
      assertThat(drill.traffic().lateConnections()).isZero();
      assertThat(drill.traffic().late()).isZero();
    }

    @Test
    void aProbeIsNeitherWorkNorAClient() {
      drill.start();
      drill.beginLameDuck();
      connect().check("readiness");
      assertThat(drill.traffic().lateConnections()).isZero();
      assertThat(drill.traffic().late()).isZero();
      assertThat(drill.traffic().served()).isZero();
    }
  }

  @Nested
  class InTheDrain {
    @Test
    void newConnectionsAreRefused() throws Exception {
      drill.start();
      drill.stopInDrain();
      Received<String> call = connect().begin(Hello.SAY, "duck");
      assertThat(call.end()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(drill.traffic().served()).isZero();
    }
  }

  private Client connect() {
    Client client = Client.of(port());
    clients.push(client);
    return client;
  }

  /** A call whose client goes away as soon as the handler has it. */
  private void beginAndCancel(MethodDescriptor<String, String> method) throws Exception {
    Client client = connect();
    try (Context.CancellableContext context = Context.current().withCancellation()) {
      context.run(() -> client.begin(method, ""));
      hello.neverAnswered.await();
    }
  }

  private int port() {
    return server.ports().iterator().next();
  }

  static ServerBuilder<?> onPort(int port) {
    return Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create());
  }

  private static final class Broken implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      throw new IllegalStateException("as the test wants it");
    }
  }
}
