package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lameduck.rehearsal.SelfSigned;
import io.lameduck.rehearsal.load.FaultyServer.Script;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.Protocol;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What every kind of client makes of what can happen to it, in the clear and over TLS. */
@Timeout(60)
class ClientContractTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IMPATIENCE = Duration.ofMillis(150);
  private static final Set<ClientKind> HTTP2 =
      EnumSet.of(ClientKind.HTTP2, ClientKind.GRPC, ClientKind.GRPC_STREAMING);

  /** A socket of its own has to be opened for each request: a second one meets no kept one. */
  private static final Set<ClientKind> UNKEPT = EnumSet.of(ClientKind.FRESH, ClientKind.BURST);

  static final List<Arguments> ALL =
      Arrays.stream(ClientKind.values())
          .map(ClientContractTest::clients)
          .flatMap(some -> Stream.of(arguments(some), arguments(some.overTls())))
          .toList();

  /** A WebSocket has no single answer; an upload takes a second, and is told as the others are. */
  static final List<Arguments> WITH_ANSWERS =
      ALL.stream()
          .filter(
              each ->
                  !EnumSet.of(ClientKind.WEBSOCKET, ClientKind.UPLOAD)
                      .contains(((Clients) each.get()[0]).kind()))
          .toList();

  static final List<Arguments> OVER_TLS =
      ALL.stream().filter(each -> ((Clients) each.get()[0]).tls()).toList();

  static final List<Arguments> HTTP2_OVER_TLS =
      OVER_TLS.stream().filter(each -> isHttp2((Clients) each.get()[0])).toList();

  /** Those with an answer that has an end. */
  private static Clients clients(ClientKind kind) {
    Clients usual = Clients.of(kind, 1);
    return kind == ClientKind.GRPC_STREAMING ? usual.withTarget("/orders.Orders/List") : usual;
  }

  private static boolean isHttp2(Clients clients) {
    return HTTP2.contains(clients.kind());
  }

  /** The server does something with the connection before a byte of the client's was read. */
  @Nested
  class OnANewConnection {
    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#ALL")
    void aPortWhereNobodyListensIsARefusal(Clients clients) throws Exception {
      assertThat(failure(clients, closedPort())).isEqualTo(FailureKind.REFUSED);
    }

    private static int closedPort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#ALL")
    void silenceIsATimeout(Clients clients) throws Exception {
      try (FaultyServer server = FaultyServer.playing(Peer::awaitClose);
          UserAgent agent = agent(clients, server.endpoint().port(), IMPATIENCE)) {
        assertThat(Agents.failure(agent)).isEqualTo(FailureKind.TIMEOUT);
      }
    }

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#ALL")
    void aResetIsAReset(Clients clients) throws Exception {
      assertThat(failure(clients, Peer::reset))
          .isIn(FailureKind.RESET_ON_NEW, lost(clients, FailureKind.RESET_ON_NEW));
    }

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#ALL")
    void anEndIsAnEnd(Clients clients) throws Exception {
      assertThat(failure(clients, Peer::drain)).isEqualTo(lost(clients, FailureKind.EOF_ON_NEW));
    }

    /** In the clear an HTTP/2 connection begins with the first stream, over TLS before it. */
    private static FailureKind lost(Clients clients, FailureKind onNew) {
      return isHttp2(clients) && !clients.tls() ? FailureKind.CONNECTION_LOST : onNew;
    }

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#OVER_TLS")
    void aServerInTheClearIsAFailureOfTls(Clients clients) throws Exception {
      Script greeting =
          client -> {
            client.write("220 mail.example.org ESMTP\r\n\r\n");
            client.drain();
          };
      assertThat(failure(clients, greeting)).isEqualTo(FailureKind.TLS_FAILED);
    }

    private static @Nullable FailureKind failure(Clients clients, Script script) throws Exception {
      try (FaultyServer server = FaultyServer.playing(script)) {
        return failure(clients, server.endpoint().port());
      }
    }

    private static @Nullable FailureKind failure(Clients clients, int port) throws Exception {
      try (UserAgent agent = agent(clients, port, PATIENCE)) {
        return podsFailure(agent);
      }
    }

    private static UserAgent agent(Clients clients, int port, Duration patience) {
      return UserAgents.of(clients, Agents.dialer(port, patience)).get(0);
    }

    /** Every failure here has met the pod, whoever tells of it. */
    private static @Nullable FailureKind podsFailure(UserAgent agent) throws Exception {
      try {
        agent.ask();
        return null;
      } catch (RequestFailed e) {
        assertThat(e.pod()).as(String.valueOf(e.getMessage())).isEqualTo("pod");
        return e.kind();
      }
    }
  }

  /** The server is there, and takes no byte of a request that is larger than all buffers. */
  @Nested
  class OfAServerThatDoesNotRead {
    private static final int LARGE = 8 * 1024 * 1024;
    private static final String MESSAGE =
        "?message=" + Base64.getEncoder().encodeToString(new byte[LARGE]);

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#ALL")
    void aRequestThatIsNotReadIsATimeout(Clients clients) throws Exception {
      try (FaultyServer server = server(clients);
          UserAgent agent =
              UserAgents.of(large(clients), Agents.dialer(server.endpoint().port(), IMPATIENCE))
                  .get(0)) {
        assertThat(Agents.failure(agent)).isEqualTo(FailureKind.TIMEOUT);
      }
    }

    private static FaultyServer server(Clients clients) throws IOException {
      Script script =
          client -> {
            if (isHttp2(clients)) {
              client.openWindow();
            } else if (clients.kind() == ClientKind.WEBSOCKET) {
              client.upgrade();
            }
            client.stall();
          };
      return clients.tls()
          ? FaultyServer.playingOver("TLSv1.3", isHttp2(clients) ? "h2" : "http/1.1", script)
          : FaultyServer.playing(script);
    }

    private static Clients large(Clients clients) {
      return clients.kind() == ClientKind.HTTP2 || !isHttp2(clients)
          ? clients.withBodyBytes(LARGE)
          : clients.withTarget(clients.target() + MESSAGE);
    }
  }

  /** The second request is answered in a way of its own. */
  @Nested
  class OfAnAnswer {
    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void close() {
      server.close();
    }

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#WITH_ANSWERS")
    void aGoodOneIsNoFailure(Clients clients) throws Exception {
      assertThat(failure(clients, good(clients), PATIENCE)).isNull();
    }

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#WITH_ANSWERS")
    void oneThatIsCutInItsMiddleIsTruncated(Clients clients) throws Exception {
      MockResponse.Builder cut =
          good(clients, 20_000).onResponseBody(new SocketEffect.CloseSocket());
      assertThat(failure(clients, cut, PATIENCE)).isEqualTo(FailureKind.TRUNCATED);
    }

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#WITH_ANSWERS")
    void aCutInItsPlaceIsALoss(Clients clients) throws Exception {
      MockResponse.Builder none = good(clients).onResponseStart(new SocketEffect.CloseSocket());
      assertThat(failure(clients, none, PATIENCE))
          .isIn(isHttp2(clients) ? Set.of(FailureKind.CONNECTION_LOST) : onHttp11(clients));
    }

    /** A body that was not read when it closed makes it a reset. */
    private static Set<FailureKind> onHttp11(Clients clients) {
      boolean unkept = UNKEPT.contains(clients.kind());
      return Set.of(FailureKind.endOfStream(!unkept), FailureKind.reset(!unkept));
    }

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#WITH_ANSWERS")
    void oneThatDoesNotComeIsATimeout(Clients clients) throws Exception {
      MockResponse.Builder late = good(clients).headersDelay(1, TimeUnit.HOURS);
      try (UserAgent agent = serving(clients, IMPATIENCE, late)) {
        assertThat(Agents.failure(agent)).isEqualTo(FailureKind.TIMEOUT);
      }
    }

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#WITH_ANSWERS")
    void a503IsAServerErrorAlthoughTheServerAsksToRepeatIt(Clients clients) throws Exception {
      MockResponse.Builder unavailable =
          new MockResponse.Builder().code(503).setHeader("Retry-After", "0");
      assertThat(failure(clients, unavailable, PATIENCE)).isEqualTo(FailureKind.SERVER_ERROR);
    }

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#WITH_ANSWERS")
    void notFoundIsAWrongAnswer(Clients clients) throws Exception {
      assertThat(failure(clients, new MockResponse.Builder().code(404), PATIENCE))
          .isEqualTo(FailureKind.WRONG_ANSWER);
    }

    /** {@code Connection: close}, or GOAWAY. */
    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#WITH_ANSWERS")
    void anAnnouncedEndBeforeItIsNoFailure(Clients clients) throws Exception {
      try (UserAgent agent = serving(clients, PATIENCE, last(clients))) {
        assertThat(Agents.failure(agent)).isNull();
        assertThat(Agents.failure(agent)).isNull();
      }
    }

    private static MockResponse.Builder last(Clients clients) {
      return isHttp2(clients)
          ? good(clients).onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
          : good(clients)
              .setHeader("Connection", "close")
              .onResponseEnd(new SocketEffect.CloseSocket());
    }

    @ParameterizedTest
    @FieldSource("io.lameduck.rehearsal.load.ClientContractTest#HTTP2_OVER_TLS")
    void http11InPlaceOfHttp2IsAWrongAnswer(Clients clients) throws Exception {
      try (UserAgent agent =
          serving(clients, PATIENCE, List.of(Protocol.HTTP_1_1), good(clients))) {
        assertThat(Agents.failure(agent)).isEqualTo(FailureKind.WRONG_ANSWER);
      }
    }

    private @Nullable FailureKind failure(
        Clients clients, MockResponse.Builder second, Duration patience) throws Exception {
      try (UserAgent agent = serving(clients, patience, good(clients), second)) {
        assertThat(Agents.failure(agent)).isNull();
        return Agents.failure(agent);
      }
    }

    private UserAgent serving(Clients clients, Duration patience, MockResponse.Builder... answers)
        throws IOException {
      return serving(clients, patience, protocols(clients), answers);
    }

    private UserAgent serving(
        Clients clients,
        Duration patience,
        List<Protocol> protocols,
        MockResponse.Builder... answers)
        throws IOException {
      for (MockResponse.Builder answer : answers) {
        server.enqueue(answer.build());
      }
      for (int i = 0; i < 5; i++) {
        server.enqueue(good(clients).build());
      }
      server.setProtocols(protocols);
      if (clients.tls()) {
        server.useHttps(SelfSigned.context().getSocketFactory());
      }
      server.start(InetAddress.getLoopbackAddress(), 0);
      return UserAgents.of(clients, Agents.dialer(server.getPort(), patience)).get(0);
    }

    private static List<Protocol> protocols(Clients clients) {
      if (clients.tls()) {
        return List.of(Protocol.HTTP_2, Protocol.HTTP_1_1);
      }
      return List.of(isHttp2(clients) ? Protocol.H2_PRIOR_KNOWLEDGE : Protocol.HTTP_1_1);
    }

    private static MockResponse.Builder good(Clients clients) {
      return good(clients, 4);
    }

    private static MockResponse.Builder good(Clients clients, int length) {
      String body = "x".repeat(length);
      if (clients.kind() != ClientKind.GRPC && clients.kind() != ClientKind.GRPC_STREAMING) {
        return new MockResponse.Builder().body(body);
      }
      return new MockResponse.Builder()
          .setHeader("Content-Type", "application/grpc")
          .body(new Buffer().writeByte(0).writeInt(length).writeUtf8(body))
          .trailers(Headers.of("grpc-status", "0"));
    }
  }
}
