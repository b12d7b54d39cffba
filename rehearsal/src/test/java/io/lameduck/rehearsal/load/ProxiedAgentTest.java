package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProxiedAgentTest {
  private static final Clients KEPT_ALIVE = Clients.of(ClientKind.KEPT_ALIVE, 1);

  private static UserAgent agent(FaultyServer proxy) {
    int port = proxy.endpoint().port();
    return new ProxiedAgent(UserAgents.of(KEPT_ALIVE, Agents.dialer(port)).get(0));
  }

  /** As at a reload of nginx. */
  @Test
  void aConnectionThatTheProxyClosesWhileItIsIdleIsNoFailure() throws Exception {
    try (FaultyServer proxy = FaultyServer.playing(ProxiedAgentTest::answerOne);
        UserAgent agent = agent(proxy)) {
      for (int i = 0; i < 5; i++) {
        assertThat(Agents.failure(agent)).isNull();
      }
    }
  }

  private static void answerOne(Peer client) throws IOException {
    client.readRequest();
    client.answerOk();
  }

  @Test
  void aProxyThatAlwaysCutsIsAFailure() throws Exception {
    try (FaultyServer proxy = FaultyServer.playing(Peer::readRequest);
        UserAgent agent = agent(proxy)) {
      assertThat(Agents.failure(agent)).isEqualTo(FailureKind.EOF_ON_NEW);
    }
  }

  @Test
  void anAnswerThatIsCutIsAFailure() throws Exception {
    FaultyServer.Script cut =
        client -> {
          client.readRequest();
          client.write("HTTP/1.1 200 \r\nContent-Length: 10\r\n\r\nhalf");
        };
    try (FaultyServer proxy = FaultyServer.playing(cut);
        UserAgent agent = agent(proxy)) {
      assertThat(Agents.failure(agent)).isEqualTo(FailureKind.TRUNCATED);
    }
  }

  @Test
  void thePodIsTheOneThatTheProxyNames() throws Exception {
    FaultyServer.Script named =
        client -> {
          client.readRequest();
          client.answer(200, Load.POD_HEADER + ": web-7\r\n", "fine");
        };
    try (FaultyServer proxy = FaultyServer.playing(named);
        UserAgent agent = agent(proxy)) {
      assertThat(agent.ask()).isEqualTo("web-7");
    }
  }
}
