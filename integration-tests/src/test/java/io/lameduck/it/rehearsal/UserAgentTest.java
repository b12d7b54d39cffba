package io.lameduck.it.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.it.rehearsal.FaultyServer.Script;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
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
  private static final Request GET = Request.get("/");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How the n-th request to a server with this script fails, or null if it is answered. */
  private static @Nullable FailureKind failure(int n, Reuse reuse, Request request, Script script)
      throws IOException {
    try (FaultyServer server = FaultyServer.playing(script);
        UserAgent agent = new UserAgent(reuse, server.view(), new Random(1), PATIENCE)) {
      for (int i = 1; i < n; i++) {
        assertThat(failure(agent, request)).isNull();
      }
      return failure(agent, request);
    }
  }

  private static @Nullable FailureKind failure(UserAgent agent, Request request) {
    try {
      agent.ask(request);
      return null;
    } catch (RequestFailed e) {
      return e.kind();
    }
  }

  private static @Nullable FailureKind firstFailure(Script script) throws IOException {
    return failure(1, Reuse.TRUSTING, GET, script);
  }

  private static @Nullable FailureKind secondFailure(Script script) throws IOException {
    return failure(2, Reuse.TRUSTING, GET, script);
  }

  private static void answerAll(Peer client) throws IOException {
    while (client.readRequest()) {
      client.answerOk();
    }
  }

  @Nested
  class ReportsNoFailure {
    @Test
    void whenEveryRequestIsAnswered() throws IOException {
      assertThat(failure(5, Reuse.TRUSTING, GET, UserAgentTest::answerAll)).isNull();
      assertThat(failure(5, Reuse.CHECKING, GET, UserAgentTest::answerAll)).isNull();
      assertThat(failure(5, Reuse.NEVER, GET, UserAgentTest::answerAll)).isNull();
    }

    @Test
    void whenTheAnswerIsChunked() throws IOException {
      Script script =
          client -> {
            client.readRequest();
            client.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.write("4\r\nfine\r\n5\r\n, too\r\n0\r\n\r\n");
          };
      assertThat(firstFailure(script)).isNull();
    }

    @Test
    void whenTheServerClosesAfterItHasAnnouncedIt() throws IOException {
      Script script =
          client -> {
            client.readRequest();
            client.answer(200, "Connection: close\r\n", "fine");
          };
      assertThat(failure(5, Reuse.TRUSTING, GET, script)).isNull();
    }

    @Test
    void whenAnInterimAnswerComesFirst() throws IOException {
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
    void forAllRequestsWhereTheServerDoes() throws IOException {
      assertThat(failure(5, Reuse.TRUSTING, GET, this::count)).isNull();
      assertThat(connections).hasValue(1);
    }

    @Test
    void whenItChecksAndFindsNothing() throws IOException {
      assertThat(failure(5, Reuse.CHECKING, GET, this::count)).isNull();
      assertThat(connections).hasValue(1);
    }

    @Test
    void neverIfThatIsItsHabit() throws IOException {
      assertThat(failure(5, Reuse.NEVER, GET, this::count)).isNull();
      assertThat(connections).hasValue(5);
    }
  }

  /** The server answers once and hangs up before the next request is sent. */
  @Nested
  class OnAStaleConnection {
    private final Semaphore closed = new Semaphore(0);

    private @Nullable FailureKind secondFailure(Reuse reuse) throws Exception {
      try (FaultyServer server = FaultyServer.playing(this::answerOnce);
          UserAgent agent = new UserAgent(reuse, server.view(), new Random(1), PATIENCE)) {
        assertThat(failure(agent, GET)).isNull();
        assertThat(closed.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return failure(agent, GET);
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
      assertThat(secondFailure(Reuse.TRUSTING)).isEqualTo(FailureKind.EOF_ON_REUSED);
    }

    @Test
    void aCheckingClientConnectsAnew() throws Exception {
      assertThat(secondFailure(Reuse.CHECKING)).isNull();
    }
  }

  @Nested
  class OnANewConnection {
    @Test
    void aClosedPortIsARefusal() throws IOException {
      try (UserAgent agent =
          new UserAgent(Reuse.NEVER, viewOfAClosedPort(), new Random(1), PATIENCE)) {
        assertThat(failure(agent, GET)).isEqualTo(FailureKind.REFUSED);
      }
    }

    private View viewOfAClosedPort() throws IOException {
      Endpoints endpoints = new Endpoints(System::nanoTime);
      try (ServerSocket socket = new ServerSocket(0)) {
        endpoints.startWith(new Endpoint("closed", socket.getLocalPort()));
      }
      return new View(endpoints, Duration.ZERO);
    }

    @Test
    void anEmptyViewIsNoEndpoint() {
      View empty = new View(new Endpoints(System::nanoTime), Duration.ZERO);
      try (UserAgent agent = new UserAgent(Reuse.NEVER, empty, new Random(1), PATIENCE)) {
        assertThat(failure(agent, GET)).isEqualTo(FailureKind.NO_ENDPOINT);
      }
    }

    @Test
    void aResetIsAReset() throws IOException {
      Script script =
          client -> {
            client.readRequest();
            client.reset();
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.RESET_ON_NEW);
    }

    /** It may come while the client still connects, writes, or reads: many tries meet all three. */
    @Test
    void aResetWithTheRequestUnreadIsAReset() throws IOException {
      try (FaultyServer server = FaultyServer.playing(Peer::reset);
          UserAgent agent = new UserAgent(Reuse.NEVER, server.view(), new Random(1), PATIENCE)) {
        for (int i = 0; i < 500; i++) {
          assertThat(failure(agent, GET)).isEqualTo(FailureKind.RESET_ON_NEW);
        }
      }
    }

    @Test
    void aCloseIsAnEndOfStream() throws IOException {
      assertThat(firstFailure(Peer::readRequest)).isEqualTo(FailureKind.EOF_ON_NEW);
    }

    @Test
    void silenceIsATimeout() throws IOException {
      try (FaultyServer server = FaultyServer.playing(Peer::awaitClose);
          UserAgent agent =
              new UserAgent(Reuse.NEVER, server.view(), new Random(1), Duration.ofMillis(100))) {
        assertThat(failure(agent, GET)).isEqualTo(FailureKind.TIMEOUT);
      }
    }
  }

  @Nested
  class OnAReusedConnection {
    @Test
    void aResetIsAReset() throws IOException {
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
    void aCloseIsAnEndOfStream() throws IOException {
      Script script =
          client -> {
            client.readRequest();
            client.answerOk();
            client.readRequest();
          };
      assertThat(secondFailure(script)).isEqualTo(FailureKind.EOF_ON_REUSED);
    }

    @Test
    void checkingDoesNotHideACloseThatComesAfterTheRequest() throws IOException {
      Script script =
          client -> {
            client.readRequest();
            client.answerOk();
            client.readRequest();
          };
      assertThat(failure(2, Reuse.CHECKING, GET, script)).isEqualTo(FailureKind.EOF_ON_REUSED);
    }
  }

  @Nested
  class OfAnAnswerThatHasBegun {
    @Test
    void aShortBodyIsTruncated() throws IOException {
      Script script =
          client -> {
            client.readRequest();
            client.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.TRUNCATED);
    }

    @Test
    void aMissingLastChunkIsTruncated() throws IOException {
      Script script =
          client -> {
            client.readRequest();
            client.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nonly\r\n");
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.TRUNCATED);
    }

    @Test
    void aCloseWithinTheHeadIsTruncated() throws IOException {
      Script script =
          client -> {
            client.readRequest();
            client.write("HTTP/1.1 2");
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.TRUNCATED);
    }

    @Test
    void a503IsAServerErrorWhateverWasAsked() throws IOException {
      Script script =
          client -> {
            client.readRequest();
            client.answer(503, "Connection: close\r\n", "no");
            client.awaitClose();
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.SERVER_ERROR);
      assertThat(failure(1, Reuse.NEVER, Request.post("/", 16 * 1024), script))
          .isEqualTo(FailureKind.SERVER_ERROR);
    }

    @Test
    void anotherLengthThanThePostHadIsAWrongAnswer() throws IOException {
      Script script =
          client -> {
            client.readRequest();
            client.answer(200, "", "7");
            client.awaitClose();
          };
      assertThat(failure(1, Reuse.NEVER, Request.post("/", 8), script))
          .isEqualTo(FailureKind.WRONG_ANSWER);
    }

    @Test
    void notFoundIsAWrongAnswer() throws IOException {
      Script script =
          client -> {
            client.readRequest();
            client.answer(404, "", "nothing here");
          };
      assertThat(firstFailure(script)).isEqualTo(FailureKind.WRONG_ANSWER);
    }

    @Test
    void aGreetingInAnotherProtocolIsAWrongAnswer() throws IOException {
      Script script = client -> client.write("220 mail.example.org ESMTP\r\n\r\n");
      assertThat(firstFailure(script)).isEqualTo(FailureKind.WRONG_ANSWER);
    }
  }
}
