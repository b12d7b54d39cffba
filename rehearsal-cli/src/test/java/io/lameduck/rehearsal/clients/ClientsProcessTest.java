package io.lameduck.rehearsal.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClientsProcessTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CountDownLatch stop = new CountDownLatch(1);

  /** It comes up late, answers well for a while, and then no more. */
  @Test
  void waitsForAFirstAnswerAndTellsAtItsEndAllThatItSaw(@TempDir Path folder) throws Exception {
    Path message = Files.createFile(folder.resolve("termination-log"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int status =
              Files.size(message) == 0 && Files.exists(folder.resolve("broken")) ? 500 : 200;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    Asking asking =
        new Asking(
            "orders",
            new Target("127.0.0.1", server.getAddress().getPort()),
            List.of(Clients.of(ClientKind.FRESH, 2)),
            1);
    CompletableFuture<Score> score =
        CompletableFuture.supplyAsync(
            () -> run(new ClientsProcess(asking, 0, message, Duration.ZERO)));
    server.start();
    await().untilAsserted(() -> assertThat(text()).containsPattern("Z \\d+ requests, 0 failed"));
    Files.createFile(folder.resolve("broken"));
    await().untilAsserted(() -> assertThat(text()).contains("failed {server-error="));
    stop.countDown();

    assertThat(score.join().failures()).containsOnlyKeys("server-error");
    String last = text().lines().reduce((earlier, later) -> later).orElseThrow();
    Observed observed = Observed.parse(last).orElseThrow();
    assertThat(observed.results().byPod()).containsOnlyKeys("orders");
    assertThat(observed.results().failed()).isEqualTo(score.join().failed());
    assertThat(message).hasContent(score.join().toString());
    server.stop(0);
  }

  private Score run(ClientsProcess process) {
    try {
      return process.run(new PrintStream(out, true, UTF_8), stop);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String text() {
    return out.toString(UTF_8);
  }
}
