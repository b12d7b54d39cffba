package io.lameduck.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.netty.NettyServer;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Http2Wire;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.Wire;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/** Reactor Netty without Spring, by the recipe of docs/netty.md. */
@Timeout(120)
class ReactorNettyTest {
  private static SelfSigned certificate;

  private final CompletableFuture<String> held = new CompletableFuture<>();
  private DisposableServer bound;
  private Drill drill;

  @BeforeAll
  static void makeCertificate(@TempDir Path dir) throws Exception {
    certificate = SelfSigned.in(dir);
  }

  @AfterEach
  void end() {
    held.complete("held");
    drill.close();
    bound.disposeNow();
  }

  @Test
  void drainsHttp11() throws Exception {
    start(clear());
    assertDrained(Wire.to(bound.port()), Wire.to(bound.port()));
  }

  @Test
  void drainsHttp2() throws Exception {
    start(clear());
    assertDrained(Http2Wire.to(bound.port()));
  }

  @Test
  void drainsHttp11WithTls() throws Exception {
    start(secure());
    assertDrained(certificate.connect(bound.port()), certificate.connect(bound.port()));
  }

  @Test
  void drainsHttp2WithTls() throws Exception {
    start(secure());
    assertDrained(Http2Wire.to(bound.port(), certificate));
  }

  private void assertDrained(Wire probing, Wire wire) throws Exception {
    assertThat(probing.get("/ready").reply().status()).isEqualTo(200);
    wire.get("/held");
    await().untilAsserted(() -> assertThat(drill.inFlight().count()).isEqualTo(1));
    drill.beginDrain();
    assertThat(drill.drainGoesOn()).isTrue();
    held.complete("held");
    assertThat(wire.reply().announcesTheEnd()).isTrue();
    drill.assertDrained();
  }

  private void assertDrained(Http2Wire wire) throws Exception {
    try (wire) {
      assertThat(wire.status(wire.get("/ready"))).isEqualTo(200);
      int stream = wire.get("/held");
      await().untilAsserted(() -> assertThat(drill.inFlight().count()).isEqualTo(1));
      drill.beginDrain();
      assertThat(drill.drainGoesOn()).isTrue();
      held.complete("held");
      assertThat(wire.status(stream)).isEqualTo(200);
      assertThat(wire.goAwaysUntilTheEnd()).containsExactly(Http2Wire.ALL, stream);
    }
    drill.assertDrained();
  }

  private void start(HttpServer server) {
    bound =
        server
            .host("localhost")
            .route(
                routes ->
                    routes.get(
                        "/held", (request, response) -> response.sendString(Mono.fromFuture(held))))
            .bindNow();
    drill = new Drill(NettyServer.of(bound.channel()).insertingHandlers()).start();
  }

  private static HttpServer clear() {
    return HttpServer.create().protocol(HttpProtocol.HTTP11, HttpProtocol.H2C);
  }

  private static HttpServer secure() throws Exception {
    GenericSslContextSpec<?> keys = Http2SslContextSpec.forServer(keys());
    return HttpServer.create()
        .protocol(HttpProtocol.HTTP11, HttpProtocol.H2)
        .secure(tls -> tls.sslContext(keys));
  }

  private static KeyManagerFactory keys() throws Exception {
    char[] password = SelfSigned.PASSWORD.toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificate.store())) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    return keys;
  }
}
