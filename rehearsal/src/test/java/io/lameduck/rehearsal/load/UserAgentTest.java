package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.load.FaultyServer.Script;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class UserAgentTest {
  private static final Clients KEPT_ALIVE = Clients.of(ClientKind.KEPT_ALIVE, 1);
  private static final Clients IDLE = Clients.of(ClientKind.IDLE, 1);
  private static final Clients FRESH = Clients.of(ClientKind.FRESH, 1);
  private static final Clients PIPELINING = Clients.of(ClientKind.PIPELINING, 1);
  private static final Clients UPLOAD = Clients.of(ClientKind.UPLOAD, 1).withBodyBytes(1000);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How the n-th request to a server with this script fails, or null if it is answered. */
  private static @Nullable FailureKind failure(int n, Clients clients, Script script)
      throws Exception {
    try (FaultyServer server = FaultyServer.playing(script);
        UserAgent agent = agent(clients, server.endpoint(), PATIENCE)) {
      for (int i = 1; i < n; i++) {
        assertThat(failure(agent)).isNull();
      }
      return failure(agent);
    }
  }

  private static UserAgent agent(Clients clients, Endpoint endpoint, Duration patience) {
    Endpoints endpoints = new Endpoints(Stopwatch.start());
    endpoints.add(endpoint);
    return agent(clients, endpoints, patience);
  }

  private static UserAgent agent(Clients clients, Endpoints endpoints, Duration patience) {
    Tally tally = new Tally(Stopwatch.start(), endpoints, any -> {});
    Dialer dialer = new Dialer(endpoints, Duration.ZERO, new Random(1), tally, patience);
    return UserAgents.of(clients, dialer).get(0);
  }

  private static @Nullable FailureKind failure(UserAgent agent) throws InterruptedException {
    try {
      agent.ask();
      return null;
    } catch (RequestFailed e) {
      return e.kind();
    }
  }

  private static @Nullable FailureKind firstFailure(Script script) throws Exception {
    return failure(1, KEPT_ALIVE, script);
  }

  private static @Nullable FailureKind secondFailure(Script script) throws Exception {
    return failure(2, KEPT_ALIVE, script);
  }

  private static void answerAll(Peer client) throws IOException {
    while (client.readRequest()) {
      client.answerOk();
    }
  }

  @Nested
  class ReportsNoFailure {
    @Test
    void whenEveryRequestIsAnswered() throws Exception {
      assertThat(failure(5, KEPT_ALIVE, UserAgentTest::answerAll)).isNull();
      assertThat(failure(5, IDLE, UserAgentTest::answerAll)).isNull();
      assertThat(failure(5, FRESH, UserAgentTest::answerAll)).isNull();
    }

    @Test
    void whenTheAnswerIsChunked() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.write("4\r\nfine\r\n5\r\n, too\r\n0\r\n\r\n");
          };
      assertThat(firstFailure(script)).isNull();
    }

    @Test
    void whenTheServerClosesAfterItHasAnnouncedIt() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.answer(200, "Connection: close\r\n", "fine");
          };
      assertThat(failure(5, KEPT_ALIVE, script)).isNull();
    }

    @Test
    void whenTheEndOfTheConnectionIsTheEndOfTheBody() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.write("HTTP/1.0 200 OK\r\n\r\nfine");
          };
      assertThat(failure(3, KEPT_ALIVE, script)).isNull();
    }

    @Test
    void whenAnInterimAnswerComesFirst() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.write("HTTP/1.1 100 Continue\r\n\r\n");
            client.answerOk();
          };
      assertThat(firstFailure(script)).isNull();
    }
  }

  @Nested
  class KeepsItsConnection {
    private final AtomicInteger connections = new AtomicInteger();

    private void count(Peer client) throws IOException {
      connections.incrementAndGet();
      answerAll(client);
    }

    @Test
    void forAllRequestsWhereTheServerDoes() throws Exception {
      assertThat(failure(5, KEPT_ALIVE, this::count)).isNull();
      assertThat(connections).hasValue(1);
    }

    @Test
    void whenItChecksAndFindsNothing() throws Exception {
      assertThat(failure(5, IDLE, this::count)).isNull();
      assertThat(connections).hasValue(1);
    }

    @Test
    void neverIfThatIsItsHabit() throws Exception {
      assertThat(failure(5, FRESH, this::count)).isNull();
      assertThat(connections).hasValue(5);
    }
  }

  /** The server answers once and hangs up before the next request is sent. */
  @Nested
  class OnAStaleConnection {
    private final Semaphore closed = new Semaphore(0);

    private @Nullable FailureKind secondFailure(Clients clients) throws Exception {
      try (FaultyServer server = FaultyServer.playing(this::answerOnce);
          UserAgent agent = agent(clients, server.endpoint(), PATIENCE)) {
        assertThat(failure(agent)).isNull();
        assertThat(closed.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return failure(agent);
      }
    }

    private void answerOnce(Peer client) throws IOException {
      client.readRequest();
      client.answerOk();
      client.close();
      closed.release();
    }

    @Test
    void aTrustingClientFails() throws Exception {
      assertThat(secondFailure(KEPT_ALIVE)).isEqualTo(FailureKind.EOF_ON_REUSED);
    }

    @Test
    void aCheckingClientConnectsAnew() throws Exception {
      assertThat(secondFailure(IDLE)).isNull();
    }
  }

  @Nested
  class APipelineOfThree {
    @Test
    void isAnsweredInOrder() throws Exception {
      assertThat(failure(9, PIPELINING, UserAgentTest::answerAll)).isNull();
    }

    /** RFC 9112: what was sent behind a last answer was not handled. */
    @Test
    void goesOnElsewhereBehindAnAnswerThatAnnouncesTheEnd() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.answer(200, "Connection: close\r\n", "fine");
            client.drain();
          };
      assertThat(failure(5, PIPELINING, script)).isNull();
    }

    @Test
    void isLostBehindAnAnswerThatDoesNot() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.answerOk();
            client.drain();
          };
      assertThat(failure(2, PIPELINING, script)).isEqualTo(FailureKind.EOF_ON_REUSED);
    }
  }

  @Nested
  class ANumberedRequest {
    private static final String ECHO = "/echo?n={n}";

    @Test
    void isAnsweredWithItsNumber() throws Exception {
      for (Clients clients : List.of(KEPT_ALIVE, FRESH, PIPELINING)) {
        assertThat(failure(3, clients.withTarget(ECHO), ANumberedRequest::echoAll)).isNull();
      }
    }

    @Test
    void noticesTheAnswerToAnother() throws Exception {
      Script outOfOrder =
          client -> {
            String first = numberOf(client.requestLine());
            String second = numberOf(client.requestLine());
            client.answer(200, "", second);
            client.answer(200, "", first);
            client.drain();
          };
      assertThat(failure(1, PIPELINING.withTarget(ECHO), outOfOrder))
          .isEqualTo(FailureKind.WRONG_ANSWER);
    }

    private static void echoAll(Peer client) throws IOException {
      String line = client.requestLine();
      while (line != null) {
        client.answer(200, "", "n is " + numberOf(line));
        line = client.requestLine();
      }
    }

    private static String numberOf(String requestLine) {
      return requestLine.replaceAll(".*n=(\\d+).*", "$1");
    }
  }

  @Nested
  class AnUpload {
    @Test
    void isSentInPiecesAndAnswered() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.readBody(1000);
            client.answerOk();
          };
      assertThat(failure(1, UPLOAD, script)).isNull();
    }

    @Test
    void thatIsAnsweredEarlyIsReadAllTheSame() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.answer(503, "Connection: close\r\n", "");
            client.drain();
          };
      assertThat(failure(1, UPLOAD, script)).isEqualTo(FailureKind.SERVER_ERROR);
    }
  }

  @Nested
  class OnANewConnection {
    @Test
    void aClosedPortIsARefusal() throws Exception {
      try (UserAgent agent = agent(FRESH, closedPort(), PATIENCE)) {
        assertThat(failure(agent)).isEqualTo(FailureKind.REFUSED);
      }
    }

    private Endpoint closedPort() throws Exception {
      try (ServerSocket socket = new ServerSocket(0)) {
        return new Endpoint("closed", socket.getLocalPort());
      }
    }

    @Test
    void anUnknownHostIsUnreachableWhoeverListensHere() throws Exception {
      try (FaultyServer server = FaultyServer.playing(UserAgentTest::answerAll);
          UserAgent agent = agent(FRESH, on("[nowhere", server.endpoint()), PATIENCE)) {
        assertThat(failure(agent)).isEqualTo(FailureKind.UNREACHABLE);
      }
    }

    private Endpoint on(String host, Endpoint endpoint) {
      return new Endpoint(endpoint.pod(), host, endpoint.port());
    }

    @Test
    void anEmptyViewIsNoEndpoint() throws Exception {
      try (UserAgent agent = agent(FRESH, new Endpoints(Stopwatch.start()), PATIENCE)) {
        assertThat(failure(agent)).isEqualTo(FailureKind.NO_ENDPOINT);
      }
    }

    @Test
    void aResetIsAReset() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.reset();
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.RESET_ON_NEW);
    }

    /** It may come while the client still connects, writes, or reads: many tries meet all three. */
    @Test
    void aResetWithTheRequestUnreadIsAReset() throws Exception {
      try (FaultyServer server = FaultyServer.playing(Peer::reset);
          UserAgent agent = agent(FRESH, server.endpoint(), PATIENCE)) {
        for (int i = 0; i < 500; i++) {
          assertThat(failure(agent)).isEqualTo(FailureKind.RESET_ON_NEW);
        }
      }
    }

    @Test
    void aCloseIsAnEndOfStream() throws Exception {
      assertThat(firstFailure(Peer::readRequest)).isEqualTo(FailureKind.EOF_ON_NEW);
    }

    @Test
    void silenceIsATimeout() throws Exception {
      try (FaultyServer server = FaultyServer.playing(Peer::awaitClose);
          UserAgent agent = agent(FRESH, server.endpoint(), Duration.ofMillis(100))) {
        assertThat(failure(agent)).isEqualTo(FailureKind.TIMEOUT);
      }
    }
  }

  @Nested
  class OnAReusedConnection {
    @Test
    void aResetIsAReset() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.answerOk();
            client.readRequest();
            client.reset();
          };
      assertThat(secondFailure(script)).isEqualTo(FailureKind.RESET_ON_REUSED);
    }

    @Test
    void aCloseIsAnEndOfStream() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.answerOk();
            client.readRequest();
          };
      assertThat(secondFailure(script)).isEqualTo(FailureKind.EOF_ON_REUSED);
    }

    @Test
    void checkingDoesNotHideACloseThatComesAfterTheRequest() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.answerOk();
            client.readRequest();
          };
      assertThat(failure(2, IDLE, script)).isEqualTo(FailureKind.EOF_ON_REUSED);
    }
  }

  @Nested
  class OfAnAnswerThatHasBegun {
    @Test
    void aShortBodyIsTruncated() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.TRUNCATED);
    }

    @Test
    void aMissingLastChunkIsTruncated() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nonly\r\n");
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.TRUNCATED);
    }

    @Test
    void aCloseWithinTheHeadIsTruncated() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.write("HTTP/1.1 2");
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.TRUNCATED);
    }

    @Test
    void a503IsAServerErrorWhateverWasAsked() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.answer(503, "Connection: close\r\n", "no");
            client.awaitClose();
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.SERVER_ERROR);
      Clients posting = FRESH.withBodyBytes(16 * 1024);
      assertThat(failure(1, posting, script)).isEqualTo(FailureKind.SERVER_ERROR);
    }

    @Test
    void notFoundIsAWrongAnswer() throws Exception {
      Script script =
          client -> {
            client.readRequest();
            client.answer(404, "", "nothing here");
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.WRONG_ANSWER);
    }

    @Test
    void aGreetingInAnotherProtocolIsAWrongAnswer() throws Exception {
      Script script = client -> client.write("220 mail.example.org ESMTP\r\n\r\n");
      assertThat(firstFailure(script)).isEqualTo(FailureKind.WRONG_ANSWER);
    }
  }
}
