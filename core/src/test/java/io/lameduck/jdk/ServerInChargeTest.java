package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.answering;
import static io.lameduck.jdk.DrilledServer.freePort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.lameduck.spi.Drill;
import io.lameduck.spi.Wire;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which servers the library takes charge of, and how it finds them. */
@Timeout(60)
class ServerInChargeTest {
  @Test
  void isNoneWhoseContextsCannotBeSeen() throws IOException {
    HttpServer foreign = ((Tracked) HttpServer.create()).tracking().delegate();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JdkServer.of(foreign))
        .withMessageContainingAll(foreign.getClass().getName(), "JdkServer.create");
  }

  @Test
  void isOneThatTheLibraryCreated() throws IOException {
    HttpServer http = JdkServer.create(freePort(), 0);
    HttpsServer https = JdkServer.createHttps(freePort(), 0);
    int port = http.getAddress().getPort();
    assertThat(JdkServer.of(http).name()).isEqualTo("http :" + port);
    assertThat(JdkServer.of(http).ports()).containsExactly(port);
    assertThat(JdkServer.of(https).name()).startsWith("https :");
    http.stop(0);
    https.stop(0);
  }

  @Test
  void hasNoPortsBeforeItIsBound() throws IOException {
    assertThat(JdkServer.of(HttpServer.create()).ports()).isEmpty();
  }

  @Test
  void isOneThatItsOwnerHasStarted() throws Exception {
    try (DrilledServer server = DrilledServer.withThreads(2)) {
      server.http().createContext("/", answering("hello"));
      server.http().start();
      assertThat(server.get("/").body()).isEqualTo("hello");
      assertThat(server.get("/ready").body()).isEqualTo("hello");
      server.drill().start();
      assertThat(server.get("/").body()).isEqualTo("hello");
      assertThat(server.get("/ready").body()).isEqualTo("ok\n");
      await().until(() -> server.drill().traffic().served() == 1);
      server.drill().drain();
      server.drill().assertDrained();
      await().until(() -> Wire.refused(server.port()));
    }
  }

  @Test
  void isAdvisedToUseThreadsAndWorksWithout() throws Exception {
    HttpServer http = HttpServer.create(freePort(), 0);
    http.createContext("/", answering("hello"));
    JdkServer server = JdkServer.of(http);
    assertThat(server.advice()).singleElement().asString().contains("server.setExecutor(");
    try (Drill drill = new Drill(server).start();
        Wire wire = Wire.to(http.getAddress().getPort())) {
      assertThat(server.advice()).hasSize(1);
      assertThat(wire.get("/").reply().body()).isEqualTo("hello");
      drill.drain();
      drill.assertDrained();
      assertThat(wire.ended()).isTrue();
    }
  }

  @Test
  void keepsTheExecutorOfItsOwner() throws IOException {
    HttpServer http = HttpServer.create();
    Executor executor = Runnable::run;
    http.setExecutor(executor);
    assertThat(http.getExecutor()).isSameAs(executor);
    assertThat(JdkServer.of(http).advice()).isEmpty();
    http.setExecutor(null);
    assertThat(http.getExecutor()).isNull();
  }

  @Test
  void isTheOnlyOneOfItsServiceThatEnds() throws Exception {
    try (DrilledServer ending = DrilledServer.withThreads(2);
        DrilledServer staying = DrilledServer.withThreads(2)) {
      staying.http().createContext("/", answering("still here"));
      ending.drill().start();
      staying.drill().start();
      ending.drill().drain();
      ending.drill().assertDrained();
      assertThat(staying.get("/").body()).isEqualTo("still here");
      assertThat(staying.get("/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void isClosedTwiceWithoutHarm() throws IOException {
    HttpServer http = HttpServer.create(freePort(), 0);
    http.start();
    JdkServer server = JdkServer.of(http);
    server.close();
    server.close();
    assertThat(Wire.refused(http.getAddress().getPort())).isTrue();
    assertThat(server.name()).isEqualTo("http :" + http.getAddress().getPort());
  }
}
