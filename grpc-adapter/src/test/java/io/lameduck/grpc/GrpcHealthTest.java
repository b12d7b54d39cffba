package io.lameduck.grpc;

import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.NOT_SERVING;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVICE_UNKNOWN;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Context;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.LameduckBuilder;
import io.lameduck.Phase;
import io.lameduck.ReadinessOnShutdown;
import io.lameduck.Setting;
import io.lameduck.probe.CheckKind;
import io.lameduck.probe.CheckSchedule;
import io.lameduck.spi.Hold;
import io.lameduck.spi.Pacer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GrpcHealthTest {
  private static final CheckSchedule OFTEN =
      CheckSchedule.defaults().withPeriod(Duration.ofMillis(20)).withFailureThreshold(1);

  private final ServerBuilder<?> grpc = GrpcServerTest.onPort(0).addService(new Hello(new Hold()));
  private final GrpcServer server = GrpcServer.of(grpc);
  private final Pacer pacer = new Pacer();
  private final AtomicBoolean passes = new AtomicBoolean(true);
  private final LameduckBuilder builder =
      Lameduck.builder()
          .environment(Map.of())
          .exit(Exit.none())
          .withoutSignals()
          .set(Setting.GRACE_PERIOD, Duration.ofMinutes(10)) // a step has a fifth of it
          .serve(server)
          .serve(pacer);
  private Lameduck lameduck;
  private Client client;

  @AfterEach
  void end() {
    pacer.inLameDuck().release();
    pacer.inDrain().release();
    client.close();
    lameduck.stop();
  }

  @Nested
  class Check {
    @Test
    void saysThatAllIsWell() {
      start();
      assertStatus(SERVING, "", Hello.NAME, "liveness", "readiness", "startup");
      assertStatus(SERVING, "grpc.health.v1.Health");
    }

    @Test
    void saysBeforeTheStartUpIsCompleteThatItIsAliveAndNoMore() {
      builder.check(CheckKind.STARTUP, "warm-up", passes::get, OFTEN);
      passes.set(false);
      start();
      assertStatus(SERVING, "liveness");
      assertStatus(NOT_SERVING, "", Hello.NAME, "readiness", "startup");
      passes.set(true);
      await().until(() -> client.check("startup") == SERVING);
      assertStatus(SERVING, "", Hello.NAME, "readiness");
    }

    @Test
    void saysWhileACheckFailsThatItIsAliveAndHasStarted() {
      builder.check(CheckKind.READINESS, "database", passes::get, OFTEN);
      start();
      await().until(() -> client.check("readiness") == SERVING);
      passes.set(false);
      await().until(() -> client.check("readiness") == NOT_SERVING);
      assertStatus(NOT_SERVING, "", Hello.NAME);
      assertStatus(SERVING, "liveness", "startup");
    }

    @Test
    void saysWhenALivenessCheckFailsThatItIsNotAlive() {
      builder.check(CheckKind.LIVENESS, "heart", passes::get, OFTEN);
      start();
      passes.set(false);
      await().until(() -> client.check("liveness") == NOT_SERVING);
    }

    @Test
    void saysInTheLameDuckThatItIsAliveAndLeaving() {
      start();
      beginLameDuck();
      assertStatus(SERVING, "liveness", "startup");
      assertStatus(NOT_SERVING, "", Hello.NAME, "readiness");
    }

    @Test
    void saysThatItIsLeavingAlsoWhereTheReadinessProbeIsToldToStay() {
      builder.set(Setting.READINESS_ON_SHUTDOWN, ReadinessOnShutdown.KEEP);
      start();
      beginLameDuck();
      assertStatus(SERVING, "liveness", "readiness");
      assertStatus(NOT_SERVING, "", Hello.NAME);
    }

    @Test
    void knowsTheServicesAlone() {
      start();
      assertThatThrownBy(() -> client.check("lameduck.Bye"))
          .hasMessageContaining(Status.Code.NOT_FOUND.name());
    }

    @Test
    void isAnsweredWhereTheProbesHaveAPortOfTheirOwn() throws IOException {
      try (ServerSocket free = new ServerSocket(0)) {
        builder.set(Setting.PROBE_PORT, free.getLocalPort());
      }
      start();
      assertStatus(SERVING, "", "readiness");
      beginLameDuck();
      assertStatus(NOT_SERVING, "", "readiness");
    }

    @Test
    void isAnsweredInPlaceOfAHealthServiceOfTheOwner() {
      grpc.addService(new HealthStatusManager().getHealthService());
      start();
      assertStatus(SERVING, "readiness");
      beginLameDuck();
      assertStatus(NOT_SERVING, "");
    }
  }

  @Nested
  class Watch {
    @Test
    void hearsTheStatusAtOnceAndThatTheServiceIsLeaving() {
      start();
      Received<HealthCheckResponse> all = client.watch("");
      Received<HealthCheckResponse> one = client.watch(Hello.NAME);
      await().untilAsserted(() -> assertThat(heard(all)).containsExactly(SERVING));
      await().untilAsserted(() -> assertThat(heard(one)).containsExactly(SERVING));
      beginLameDuck();
      await().untilAsserted(() -> assertThat(heard(all)).containsExactly(SERVING, NOT_SERVING));
      await().untilAsserted(() -> assertThat(heard(one)).containsExactly(SERVING, NOT_SERVING));
      assertThat(all.ended()).isFalse();
    }

    @Test
    void hearsOfEachChange() {
      builder.check(CheckKind.READINESS, "database", passes::get, OFTEN);
      start();
      await().until(() -> client.check("") == SERVING);
      Received<HealthCheckResponse> watch = client.watch("");
      await().untilAsserted(() -> assertThat(heard(watch)).containsExactly(SERVING));
      passes.set(false);
      await().untilAsserted(() -> assertThat(heard(watch)).containsExactly(SERVING, NOT_SERVING));
      passes.set(true);
      await()
          .untilAsserted(
              () -> assertThat(heard(watch)).containsExactly(SERVING, NOT_SERVING, SERVING));
    }

    @Test
    void hearsOfAReadinessThatFailsInTheMiddleOfTheLameDuck() {
      builder.set(
          Setting.READINESS_ON_SHUTDOWN, ReadinessOnShutdown.failAfter(Duration.ofMillis(300)));
      start();
      Received<HealthCheckResponse> watch = client.watch("readiness");
      await().untilAsserted(() -> assertThat(heard(watch)).containsExactly(SERVING));
      beginLameDuck();
      await().untilAsserted(() -> assertThat(heard(watch)).containsExactly(SERVING, NOT_SERVING));
      assertThat(lameduck.phase()).isEqualTo(Phase.LAME_DUCK);
    }

    @Test
    void ofAnUnknownServiceStaysOpen() {
      start();
      Received<HealthCheckResponse> watch = client.watch("lameduck.Bye");
      await().untilAsserted(() -> assertThat(heard(watch)).containsExactly(SERVICE_UNKNOWN));
      assertThat(watch.ended()).isFalse();
    }

    @Test
    void isOneOfSoManyAndNoMore() throws Exception {
      start();
      Context.CancellableContext context = Context.current().withCancellation();
      List<Received<HealthCheckResponse>> watches =
          context.call(
              () -> Stream.generate(() -> client.watch("")).limit(HealthWatches.MAX).toList());
      await().until(() -> watches.stream().noneMatch(watch -> watch.messages().isEmpty()));
      assertThat(client.watch("").end()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      context.close();
      await().until(() -> !watchedAfterAll().messages().isEmpty());
    }

    private Received<HealthCheckResponse> watchedAfterAll() throws InterruptedException {
      Received<HealthCheckResponse> watch = client.watch("");
      await().until(() -> watch.ended() || !watch.messages().isEmpty());
      return watch;
    }

    private List<ServingStatus> heard(Received<HealthCheckResponse> watch) {
      return watch.messages().stream().map(HealthCheckResponse::getStatus).toList();
    }
  }

  private void start() {
    lameduck = builder.start();
    client = Client.of(server.ports().iterator().next());
  }

  private void beginLameDuck() {
    lameduck.shutdown("test");
    pacer.inLameDuck().awaitArrival();
  }

  private void assertStatus(ServingStatus status, String... names) {
    assertThat(names).allSatisfy(name -> assertThat(client.check(name)).isEqualTo(status));
  }
}
