package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.SelfSigned;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@ParameterizedClass(name = "over TLS: {0}")
@ValueSource(booleans = {false, true})
class WebSocketAgentTest {
  private static final int GOING_AWAY = 1001;

  private final MockWebServer server = new MockWebServer();
  private final Clients clients;
  private UserAgent agent;

  WebSocketAgentTest(boolean tls) {
    Clients inTheClear = Clients.of(ClientKind.WEBSOCKET, 1);
    this.clients = tls ? inTheClear.overTls() : inTheClear;
  }

  @BeforeEach
  void open() throws IOException {
    if (clients.tls()) {
      server.useHttps(SelfSigned.context().getSocketFactory());
    }
    server.start();
    agent = new WebSocketAgent(Agents.dialer(server.getPort()), clients);
  }

  @AfterEach
  void close() {
    agent.close();
    server.close();
  }

  /** What the server does when it gets a message. */
  @FunctionalInterface
  private interface Reaction {
    void to(WebSocket socket, String message);
  }

  private void upgrade(Reaction reaction) {
    server.enqueue(
        new MockResponse.Builder()
            .webSocketUpgrade(
                new WebSocketListener() {
                  @Override
                  public void onMessage(WebSocket socket, String message) {
                    reaction.to(socket, message);
                  }

                  @Override
                  public void onClosing(WebSocket socket, int code, String reason) {
                    socket.close(code, null);
                  }

                  @Override
                  public void onFailure(WebSocket socket, Throwable cause, Response response) {
                    // The client is gone, as some of these tests want it.
                  }
                })
            .build());
  }

  private void echo() {
    upgrade(WebSocket::send);
  }

  @Test
  void tellsWhichPodHasAnswered() throws Exception {
    echo();
    assertThat(agent.ask()).isEqualTo("pod");
  }

  @Nested
  class IsNoFailure {
    @Test
    void anEcho() throws Exception {
      echo();
      for (int i = 0; i < 5; i++) {
        assertThat(Agents.failure(agent)).isNull();
      }
      assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void theCloseFrameOfAServerThatGoesAway() throws Exception {
      upgrade(
          (socket, message) -> {
            socket.send(message);
            socket.close(GOING_AWAY, null);
          });
      echo();
      assertThat(Agents.failure(agent)).isNull();
      assertThat(Agents.failure(agent)).isNull();
      assertThat(server.getRequestCount()).isEqualTo(2);
    }
  }

  @Nested
  class IsAFailure {
    @Test
    void anEndWithoutACloseFrame() throws Exception {
      upgrade((socket, message) -> socket.cancel());
      assertThat(Agents.failure(agent)).isEqualTo(FailureKind.WEBSOCKET_LOST);
    }

    @Test
    void aHandshakeThatIsAnswered503() throws Exception {
      server.enqueue(new MockResponse.Builder().code(503).build());
      assertThat(Agents.failure(agent)).isEqualTo(FailureKind.SERVER_ERROR);
    }

    @Test
    void aHandshakeThatIsAnswered200() throws Exception {
      server.enqueue(new MockResponse.Builder().body("no").build());
      assertThat(Agents.failure(agent)).isEqualTo(FailureKind.WRONG_ANSWER);
    }

    @Test
    void aServerThatIsNotThere() throws Exception {
      server.close();
      assertThat(Agents.failure(agent)).isEqualTo(FailureKind.REFUSED);
    }
  }
}
