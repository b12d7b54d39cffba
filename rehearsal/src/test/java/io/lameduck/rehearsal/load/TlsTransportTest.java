package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.load.FaultyServer.Script;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What TLS adds to a connection of HTTP/1.1. */
@Timeout(60)
class TlsTransportTest {
  private static final Clients KEPT_ALIVE = Clients.of(ClientKind.KEPT_ALIVE, 1).overTls();
  private static final Clients IDLE = Clients.of(ClientKind.IDLE, 1).overTls();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore ended = new Semaphore(0);

  private static UserAgent agent(Clients clients, FaultyServer server) {
    return new HttpAgent(Agents.dialer(server.endpoint().port(), PATIENCE), clients);
  }

  private static @Nullable FailureKind failure(String tls, Script script) throws Exception {
    try (FaultyServer server = FaultyServer.playingOver(tls, script);
        UserAgent agent = agent(KEPT_ALIVE, server)) {
      return Agents.failure(agent);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void anAnnouncedEndIsTheEndOfABodyWithoutALength(String tls) throws Exception {
    Script announced =
        client -> {
          client.readRequest();
          client.write("HTTP/1.0 200 OK\r\n\r\nfine");
          client.close();
        };
    assertThat(failure(tls, announced)).isNull();
  }

  /** Without TLS nobody could tell. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aCutTruncatesABodyWithoutALength(String tls) throws Exception {
    Script cut =
        client -> {
          client.readRequest();
          client.write("HTTP/1.0 200 OK\r\n\r\nfine");
          client.cut();
        };
    assertThat(failure(tls, cut)).isEqualTo(FailureKind.TRUNCATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientThatLooksSeesThatTheServerHasHungUp(String tls) throws Exception {
    assertThat(secondFailure(tls, IDLE, Peer::close)).isNull();
    assertThat(secondFailure(tls, IDLE, Peer::cut)).isNull();
    assertThat(secondFailure(tls, IDLE, client -> client.answerOk())).as("a word").isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientThatTrustsFails(String tls) throws Exception {
    assertThat(secondFailure(tls, KEPT_ALIVE, Peer::close)).isEqualTo(FailureKind.EOF_ON_REUSED);
    assertThat(secondFailure(tls, KEPT_ALIVE, Peer::cut))
        .isIn(FailureKind.EOF_ON_REUSED, FailureKind.RESET_ON_REUSED);
  }

  private @Nullable FailureKind secondFailure(String tls, Clients clients, Script end)
      throws Exception {
    AtomicInteger connections = new AtomicInteger();
    Script once =
        client -> {
          client.readRequest();
          client.answerOk();
          if (connections.incrementAndGet() > 1) {
            client.awaitClose();
          }
          end.play(client);
          ended.release();
        };
    try (FaultyServer server = FaultyServer.playingOver(tls, once);
        UserAgent agent = agent(clients, server)) {
      assertThat(Agents.failure(agent)).isNull();
      assertThat(ended.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return Agents.failure(agent);
    }
  }

  /** What TLS 1.3 sends by itself after the handshake is no sign of an end. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientThatLooksKeepsWhatIsOpen(String tls) throws Exception {
    AtomicInteger connections = new AtomicInteger();
    Script all =
        client -> {
          connections.incrementAndGet();
          while (client.readRequest()) {
            client.answerOk();
          }
        };
    try (FaultyServer server = FaultyServer.playingOver(tls, all);
        UserAgent agent = agent(IDLE, server)) {
      for (int i = 0; i < 5; i++) {
        assertThat(Agents.failure(agent)).isNull();
      }
    }
    assertThat(connections).hasValue(1);
  }

  /** It neither answers nor reads: whoever gives up must not wait for it. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void anotherThreadEndsWhatIsUnderWay(String tls) throws Exception {
    Semaphore begun = new Semaphore(0);
    Semaphore over = new Semaphore(0);
    Script deaf =
        client -> {
          begun.release();
          over.acquireUninterruptibly();
        };
    Clients huge = KEPT_ALIVE.withBodyBytes(64 * 1024 * 1024);
    try (FaultyServer server = FaultyServer.playingOver(tls, deaf)) {
      UserAgent agent = agent(huge, server);
      CompletableFuture<@Nullable FailureKind> asking =
          CompletableFuture.supplyAsync(() -> failure(agent));
      begun.acquire();
      await().pollDelay(Duration.ofMillis(200)).until(() -> !asking.isDone());
      agent.close();
      assertThat(asking).succeedsWithin(PATIENCE);
      over.release();
    }
  }

  private static @Nullable FailureKind failure(UserAgent agent) {
    try {
      return Agents.failure(agent);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
