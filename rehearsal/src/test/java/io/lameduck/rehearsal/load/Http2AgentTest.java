package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import java.io.IOException;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class Http2AgentTest {
  private static final Clients CLIENTS = Clients.of(ClientKind.HTTP2, 1);
  private static final int SPARE = 10;
  private static final int CANCEL = 8;
  private static final int REFUSED_STREAM = 7;
  private static final int INTERNAL_ERROR = 2;

  private final MockWebServer server = new MockWebServer();
  private List<Http2Agent> lanes = List.of();

  /** Serves as told, one answer after the other, and then well. */
  private Http2Agent serving(MockResponse.Builder... answers) throws IOException {
    for (MockResponse.Builder answer : answers) {
      server.enqueue(answer.build());
    }
    for (int i = 0; i < SPARE; i++) {
      server.enqueue(ok().build());
    }
    server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    server.start();
    lanes = Http2Agent.lanes(Agents.dialer(server.getPort()), CLIENTS);
    return lanes.get(0);
  }

  private static MockResponse.Builder ok() {
    return new MockResponse.Builder().body("fine");
  }

  /** How the second request fails that is answered so, or null. */
  private @Nullable FailureKind failure(MockResponse.Builder second) throws Exception {
    Http2Agent agent = serving(ok(), second);
    assertThat(Agents.failure(agent)).isNull();
    return Agents.failure(agent);
  }

  @AfterEach
  void close() {
    lanes.forEach(Http2Agent::close);
    server.close();
  }

  @Nested
  class IsNoFailure {
    @Test
    void anAnswer() throws Exception {
      assertThat(failure(ok())).isNull();
    }

    @Test
    void fourLanesOfOneConnection() throws Exception {
      serving();
      for (Http2Agent lane : lanes) {
        assertThat(Agents.failure(lane)).isNull();
        assertThat(server.takeRequest().getConnectionIndex()).isZero();
      }
    }

    /** The server did nothing for it, and says so: it is asked once more. */
    @Test
    void aRefusedStream() throws Exception {
      assertThat(failure(ok().onRequestStart(new SocketEffect.CloseStream(REFUSED_STREAM))))
          .isNull();
      assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aGoawayBetweenRequests() throws Exception {
      Http2Agent agent =
          serving(ok().onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE), ok());
      assertThat(Agents.failure(agent)).isNull();
      assertThat(Agents.failure(agent)).isNull();
    }
  }

  @Nested
  class IsAFailure {
    @Test
    void aStreamThatIsReset() throws Exception {
      assertThat(failure(ok().onRequestStart(new SocketEffect.CloseStream(INTERNAL_ERROR))))
          .isEqualTo(FailureKind.STREAM_RESET);
    }

    @Test
    void aStreamThatIsCancelledOnAConnectionThatStays() throws Exception {
      assertThat(failure(ok().onRequestStart(new SocketEffect.CloseStream(CANCEL))))
          .isEqualTo(FailureKind.STREAM_RESET);
    }

    @Test
    void aConnectionThatIsCut() throws Exception {
      assertThat(failure(ok().onRequestStart(new SocketEffect.CloseSocket())))
          .isEqualTo(FailureKind.CONNECTION_LOST);
    }

    @Test
    void a503() throws Exception {
      assertThat(failure(ok().code(503))).isEqualTo(FailureKind.SERVER_ERROR);
    }

    @Test
    void a404() throws Exception {
      assertThat(failure(ok().code(404))).isEqualTo(FailureKind.WRONG_ANSWER);
    }

    @Test
    void aServerThatIsNotThere() throws Exception {
      Http2Agent agent = serving();
      server.close();
      assertThat(Agents.failure(agent)).isEqualTo(FailureKind.REFUSED);
    }
  }
}
