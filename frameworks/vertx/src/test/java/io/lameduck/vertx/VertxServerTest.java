package io.lameduck.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.Exit;
import io.lameduck.Lameduck;
import io.lameduck.Outcome;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.ShutdownReport;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.Reply;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Vert.x whose servers are drained. */
@Timeout(120)
class VertxServerTest {
  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private final VertxServer server = VertxServer.create();
  private final CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
  private Vertx vertx;
  private Lameduck lameduck;
  private volatile boolean closed;

  @BeforeEach
  void build() {
    vertx = Vertx.builder().withTransport(server.transport()).build();
  }

  @AfterEach
  void close() throws Exception {
    if (held.isDone()) {
      answerHeld();
    }
    if (lameduck != null) {
      lameduck.stop();
    }
    VertxServer.closing(vertx).close();
  }

  private void startService() {
    lameduck =
        Lameduck.builder()
            .serve(server)
            .set(Setting.GRACE_PERIOD, Duration.ofMinutes(5))
            .closeLast("vert.x", VertxServer.closing(vertx))
            .closeLast("before vert.x", () -> closed = true)
            .withoutSignals()
            .exit(Exit.none())
            .start();
  }

  private int listen(HttpServerOptions options) throws Exception {
    HttpServer http =
        vertx
            .createHttpServer(options.setHost("localhost"))
            .webSocketHandler(socket -> socket.textMessageHandler(socket::writeTextMessage))
            .requestHandler(this::serve);
    return http.listen(0).toCompletionStage().toCompletableFuture().get().actualPort();
  }

  private void serve(HttpServerRequest request) {
    if (request.path().equals("/held")) {
      held.complete(request);
    } else {
      request.response().end("hello");
    }
  }

  private void answerHeld() {
    if (!held.join().response().ended()) {
      held.join().response().end("held");
    }
  }

  /** Without HTTP/2 the codec is there when a connection is; else it comes with the first byte. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRequestInFlightFinishesBeforeVertxIsClosed(boolean http2Too) throws Exception {
    startService();
    int port = listen(new HttpServerOptions().setHttp2ClearTextEnabled(http2Too));
    try (Wire wire = Wire.to(port)) {
      wire.get("/held");
      held.get(60, TimeUnit.SECONDS);
      CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
      await().until(() -> lameduck.phase() == Phase.DRAINING);
      await().until(() -> Wire.refused(port));
      assertThat(lameduck.inFlight().count()).isEqualTo(1);
      assertThat(closed).isFalse();
      answerHeld();

      Reply reply = wire.reply();
      assertThat(reply.body()).isEqualTo("held");
      assertThat(reply.announcesTheEnd()).isTrue();
      assertDrained(shutdown);
      assertThat(closed).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void probesAreAnsweredAndClientsAreAskedToLeave(boolean http2Too) throws Exception {
    int port = listen(new HttpServerOptions().setHttp2ClearTextEnabled(http2Too));
    try (Drill drill = new Drill(server).start();
        Wire wire = Wire.to(port)) {
      await().until(() -> status(port, "/ready") == 200);
      assertThat(status(port, "/alive")).isEqualTo(200);
      assertThat(wire.get("/hello").reply().announcesTheEnd()).isFalse();
      drill.beginLameDuck();
      assertThat(status(port, "/ready")).isEqualTo(503);
      assertThat(wire.post("/hello", "body").reply().announcesTheEnd()).isTrue();
    }
  }

  @Test
  void aWebSocketIsToldToGoAway() throws Exception {
    int port = listen(new HttpServerOptions());
    startService();
    CompletableFuture<Integer> status = new CompletableFuture<>();
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(URI.create("ws://localhost:" + port + "/ws"), new Closed(status))
        .get(60, TimeUnit.SECONDS);
    CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
    assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(1001);
    assertDrained(shutdown);
  }

  /** By the handlers of Vert.x for all streams, or by a channel for each. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStreamOfHttp2Finishes(boolean multiplexed) throws Exception {
    startService();
    int port = listen(new HttpServerOptions().setHttp2MultiplexImplementation(multiplexed));
    try (Http2Wire wire = Http2Wire.to(port)) {
      aStreamFinishesOn(wire);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStreamOfHttp2FinishesWithTls(boolean sni, @TempDir Path dir) throws Exception {
    SelfSigned certificate = SelfSigned.in(dir);
    startService();
    int port =
        listen(
            new HttpServerOptions()
                .setSsl(true)
                .setSni(sni)
                .setUseAlpn(true)
                .setKeyCertOptions(
                    new PfxOptions()
                        .setPath(certificate.store().toString())
                        .setPassword(SelfSigned.PASSWORD)));
    try (Http2Wire wire = Http2Wire.to(port, certificate)) {
      aStreamFinishesOn(wire);
    }
  }

  private void aStreamFinishesOn(Http2Wire wire) throws Exception {
    assertThat(wire.status(wire.get("/alive"))).isEqualTo(200);
    assertThat(wire.status(wire.request("POST", "/alive"))).isEqualTo(405);
    assertThat(wire.status(wire.get("/hello"))).isEqualTo(200);
    int stream = wire.get("/held");
    held.get(60, TimeUnit.SECONDS);
    CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
    assertThat(wire.goAways(1)).first().isEqualTo(Http2Wire.ALL);
    assertThat(lameduck.inFlight().count()).isEqualTo(1);
    answerHeld();
    assertThat(wire.status(stream)).isEqualTo(200);
    assertThat(wire.goAwaysUntilTheEnd()).containsExactly(Http2Wire.ALL, stream);
    assertDrained(shutdown);
  }

  /** As Java's own client asks for it, which until JDK 24 takes any GOAWAY for a failure. */
  @Test
  void aRequestThatAsksForTheUpgradeIsInFlight() throws Exception {
    int port = listen(new HttpServerOptions());
    startService();
    CompletableFuture<HttpResponse<String>> response =
        HttpClient.newHttpClient().sendAsync(request(port, "/held"), BodyHandlers.ofString());
    held.get(60, TimeUnit.SECONDS);
    await().until(() -> lameduck.traffic().served() == 1); // what asks
    await().until(() -> lameduck.inFlight().count() == 1); // what is asked for
    answerHeld();
    assertThat(response.get(60, TimeUnit.SECONDS).version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertDrained(lameduck.shutdown("test"));
  }

  @Test
  void aServerThatIsClosedByItsOwnerIsForgotten() throws Exception {
    startService();
    HttpServer http = vertx.createHttpServer().requestHandler(this::serve);
    http.listen(0, "localhost").toCompletionStage().toCompletableFuture().get();
    assertThat(server.ports()).containsExactly(http.actualPort());
    http.close().toCompletionStage().toCompletableFuture().get();
    await().until(() -> server.ports().isEmpty());
  }

  /** Nobody would close it, and a client that it accepts would hold up the end. */
  @Test
  void noServerIsOpenedDuringTheDrain() throws Exception {
    startService();
    int port = listen(new HttpServerOptions());
    try (Wire wire = Wire.to(port)) {
      wire.get("/held");
      held.get(60, TimeUnit.SECONDS);
      CompletableFuture<ShutdownReport> shutdown = lameduck.shutdown("test");
      await().until(() -> Wire.refused(port));
      assertThatThrownBy(() -> listen(new HttpServerOptions()))
          .hasMessageContaining("the service is shutting down");
      answerHeld();
      assertThat(wire.reply().body()).isEqualTo("held");
      assertDrained(shutdown);
    }
  }

  /** The one line that an application needs. */
  @Test
  void aServiceIsReadyWhenItsFirstServerListens() throws Exception {
    Vertx drained =
        LameduckVertx.start(Vertx.builder(), Lameduck.builder().withoutSignals().exit(Exit.none()));
    HttpServer http = drained.createHttpServer().requestHandler(this::serve);
    int port =
        http.listen(0, "localhost").toCompletionStage().toCompletableFuture().get().actualPort();
    await().until(() -> status(port, "/ready") == 200);
    assertThat(status(port, "/hello")).isEqualTo(200);
    VertxServer.closing(drained).close();
  }

  private static void assertDrained(CompletableFuture<ShutdownReport> shutdown) throws Exception {
    assertThat(shutdown.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DRAINED);
  }

  private static int status(int port, String path) throws Exception {
    try (Wire wire = Wire.to(port)) {
      return wire.get(path).reply().status();
    }
  }

  private static HttpRequest request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
  }

  private record Closed(CompletableFuture<Integer> status) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      status.complete(statusCode);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      status.completeExceptionally(error);
    }
  }
}
