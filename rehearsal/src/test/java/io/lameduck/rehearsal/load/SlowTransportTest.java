package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.load.FaultyServer.Script;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlowTransportTest {
  private static final Clients LARGE = Clients.of(ClientKind.LARGE, 1);
  private static final int MEBIBYTE = 1 << 20;

  private static void answer(Peer client, int length, int sent) throws IOException {
    client.readRequest();
    client.write("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
    client.write("x".repeat(sent));
  }

  private static UserAgent agent(FaultyServer server) {
    return UserAgents.of(LARGE, Agents.dialer(server.endpoint().port())).get(0);
  }

  @Test
  void readsAllOfItAndTakesItsTime() throws Exception {
    try (FaultyServer server = FaultyServer.playing(client -> answer(client, MEBIBYTE, MEBIBYTE));
        UserAgent agent = agent(server)) {
      long begun = System.nanoTime();
      assertThat(Agents.failure(agent)).isNull();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(600));
    }
  }

  @Test
  void noticesWhatIsMissing() throws Exception {
    try (FaultyServer server =
            FaultyServer.playing(client -> answer(client, MEBIBYTE, MEBIBYTE - 1));
        UserAgent agent = agent(server)) {
      assertThat(Agents.failure(agent)).isEqualTo(FailureKind.TRUNCATED);
    }
  }

  /** The kernels of both sides do not take it all, so the server has to stay until it is read. */
  @Test
  void keepsTheServerWaiting() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    int length = 32 * MEBIBYTE;
    Script script =
        client -> {
          answer(client, length, length);
          written.countDown();
        };
    try (FaultyServer server = FaultyServer.playing(script)) {
      UserAgent agent = agent(server);
      Thread asking = new Thread(() -> ask(agent));
      asking.start();
      assertThat(written.await(2, TimeUnit.SECONDS)).isFalse();
      agent.close();
      asking.join();
    }
  }

  private static void ask(UserAgent agent) {
    try {
      Agents.failure(agent);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
