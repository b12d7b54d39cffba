package io.lameduck.armeria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of ArmeriaServerTest do not ask. */
@Timeout(120)
class ArmeriaPipelinesTest {
  private final ArmeriaRig rig = new ArmeriaRig();
  private final CompletableFuture<HttpResponse> held = new CompletableFuture<>();
  private Drill drill;

  @AfterEach
  void end() {
    held.complete(HttpResponse.of("held"));
    drill.close();
    rig.stop();
  }

  @Test
  void probesAreAnsweredBeforeAnyDecoratorOfTheApplication() throws Exception {
    start(
        clear()
            .service("/hello", (ctx, request) -> HttpResponse.of("hello"))
            .decorator((delegate, ctx, request) -> HttpResponse.of(HttpStatus.UNAUTHORIZED)));
    assertThat(Wire.to(rig.port()).get("/ready").reply().status()).isEqualTo(200);
    try (Http2Wire wire = Http2Wire.to(rig.port())) {
      assertThat(wire.status(wire.get("/ready"))).isEqualTo(200);
      assertThat(wire.status(wire.get("/hello"))).isEqualTo(401);
    }
  }

  /** As Java's own client does with the first request of a connection without TLS. */
  @Test
  void aRequestThatAsksForTheUpgradeToHttp2IsInFlight() throws Exception {
    start(clear().service("/held", (ctx, request) -> HttpResponse.of(held)));
    URI uri = URI.create("http://localhost:" + rig.port() + "/held");
    CompletableFuture<java.net.http.HttpResponse<String>> response =
        HttpClient.newHttpClient()
            .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    await().untilAsserted(() -> assertThat(drill.inFlight().count()).isEqualTo(1));
    held.complete(HttpResponse.of("held"));
    assertThat(response.get(30, TimeUnit.SECONDS).version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(response.join().body()).isEqualTo("held");
    await().until(() -> drill.inFlight().count() == 0);
  }

  @Test
  void onePortMaySpeakWithTlsAndWithout(@TempDir Path dir) throws Exception {
    SelfSigned certificate = SelfSigned.in(dir);
    start(
        Server.builder()
            .port(ArmeriaRig.anyPort(), SessionProtocol.HTTP, SessionProtocol.HTTPS)
            .tls(ArmeriaRig.keys(certificate))
            .service("/hello", (ctx, request) -> HttpResponse.of("hello")));
    assertServedAndCounted(Wire.to(rig.port()), 1);
    assertServedAndCounted(certificate.connect(rig.port()), 2);
    drill.beginLameDuck();
    assertThat(Wire.to(rig.port()).get("/hello").reply().announcesTheEnd()).isTrue();
    assertThat(certificate.connect(rig.port()).get("/hello").reply().announcesTheEnd()).isTrue();
  }

  private void assertServedAndCounted(Wire wire, int served) throws IOException {
    assertThat(wire.get("/hello").reply().body()).isEqualTo("hello");
    await().untilAsserted(() -> assertThat(drill.traffic().served()).isEqualTo(served));
  }

  /** It would come on top of the drain. */
  @Test
  void armeriasOwnQuietPeriodIsNotWaitedFor() {
    start(
        clear()
            .gracefulShutdownTimeout(Duration.ofMinutes(1), Duration.ofMinutes(1))
            .service("/hello", (ctx, request) -> HttpResponse.of("hello")));
    drill.close();
    await().untilAsserted(() -> assertThat(rig.server().armeria().activePorts()).isEmpty());
  }

  private static ServerBuilder clear() {
    return Server.builder().http(ArmeriaRig.anyPort()).requestTimeoutMillis(0);
  }

  private void start(ServerBuilder builder) {
    drill = new Drill(rig.serve(builder)).start();
    assertThat(rig.port()).isPositive();
  }
}
