package io.lameduck.jdk;

import static io.lameduck.jdk.DrilledServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpContext;
import io.lameduck.Setting;
import io.lameduck.spi.Reply;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The probes share a port with the service, and take nothing from it but their own paths. */
@Timeout(60)
class ProbesOnTheServiceTest {
  private DrilledServer server;

  @BeforeEach
  void create() throws IOException {
    server = DrilledServer.withThreads(4);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void areFoundBelowTheirPrefix() throws IOException {
    server.drill().set(Setting.PROBE_PREFIX, "/probes").start();
    assertThat(server.get("/probes/ready").status()).isEqualTo(200);
    assertThat(server.get("/ready").status()).isEqualTo(404);
  }

  @Test
  void areFoundBesideARootContext() throws IOException {
    server.http().createContext("/", answering("hello"));
    server.drill().start();
    assertThat(server.get("/ready").body()).isEqualTo("ok\n");
    assertThat(server.get("/").body()).isEqualTo("hello");
  }

  @Test
  void takeNothingButGetAndHead() throws IOException {
    server.drill().start();
    Reply reply = server.open().post("/alive", "hello?").reply();
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void endTheirConnection() throws IOException {
    server.drill().start();
    assertThat(server.get("/alive").announcesTheEnd()).isTrue();
  }

  @Test
  void leaveAPathThatOnlyBeginsLikeTheirsToTheService() throws IOException {
    HttpContext context = server.http().createContext("/", answering("the service's own"));
    server.drill().start();
    assertThat(server.get("/readyz").body()).isEqualTo("the service's own");
    await().until(() -> server.drill().traffic().served() == 1);
    server.http().removeContext(context);
    assertThat(server.get("/readyz").status()).isEqualTo(404);
  }

  @Test
  void leaveItToTheContextWithTheLongestPath() throws IOException {
    server.http().createContext("/", answering("root"));
    server.http().createContext("/rea", answering("longer"));
    server.drill().start();
    assertThat(server.get("/readyz").body()).isEqualTo("longer");
  }

  @Test
  void refuseToShareAPathWithTheService() {
    server.http().createContext("/ready", answering("ready or not"));
    assertThatIllegalStateException()
        .isThrownBy(() -> server.drill().start())
        .withMessageStartingWith("/ready has a handler already")
        .withMessageContainingAll("LAMEDUCK_PROBE_PREFIX", "LAMEDUCK_PROBE_PORT");
  }
}
