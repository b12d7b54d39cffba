package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FirstRequestTest {
  private static final Clients STREAMING = Clients.of(ClientKind.STREAMING, 1);
  private static final Duration LONG = Duration.ofSeconds(30);

  private static UserAgent agent(int port, String target, Duration patience) {
    return UserAgents.of(STREAMING.withTarget(target), Agents.dialer(port, patience)).get(0);
  }

  @Test
  void passesIfItIsAnswered() throws Exception {
    try (GoodServer server = GoodServer.start()) {
      assertThat(FirstRequest.make(agent(server.port(), "/chunks", LONG), true, LONG)).isTrue();
      await("its connection to be closed").until(() -> server.open() == 0);
    }
  }

  @Test
  void passesIfTheAnswerHasNoEnd() throws Exception {
    try (GoodServer server = GoodServer.start()) {
      UserAgent agent = agent(server.port(), "/events", LONG);
      assertThat(FirstRequest.make(agent, true, Duration.ofMillis(300))).isFalse();
      await("its connection to be closed").until(() -> server.open() == 0);
    }
  }

  @Test
  void failsIfTheAnswerHasNoEndAndTheClientWaitsForIt() throws Exception {
    try (GoodServer server = GoodServer.start()) {
      UserAgent agent = agent(server.port(), "/events", LONG);
      assertThatThrownBy(() -> FirstRequest.make(agent, false, Duration.ofMillis(300)))
          .isInstanceOfSatisfying(
              RequestFailed.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT))
          .hasMessageContaining("had no end");
    }
  }

  @Test
  void failsIfTheAnswerIsBad() throws Exception {
    try (FaultyServer server = FaultyServer.playing(Peer::awaitClose)) {
      UserAgent agent = agent(server.endpoint().port(), "/", Duration.ofMillis(300));
      assertThatThrownBy(() -> FirstRequest.make(agent, true, LONG))
          .isInstanceOfSatisfying(
              RequestFailed.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT));
    }
  }
}
