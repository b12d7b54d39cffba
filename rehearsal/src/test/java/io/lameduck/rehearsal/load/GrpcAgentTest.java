package io.lameduck.rehearsal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.Protocol;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class GrpcAgentTest {
  private static final Clients UNARY = Clients.of(ClientKind.GRPC, 1);
  private static final Clients WATCH = Clients.of(ClientKind.GRPC_STREAMING, 1);
  private static final Clients STREAMING = WATCH.withTarget("/orders.Orders/List");
  private static final int REFUSED_STREAM = 7;
  private static final Duration IMPATIENCE = Duration.ofSeconds(1);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final MockWebServer server = new MockWebServer();
  private List<GrpcAgent> lanes = List.of();

  private GrpcAgent serving(Clients clients, MockResponse.Builder... answers) throws IOException {
    for (MockResponse.Builder answer : answers) {
      server.enqueue(answer.build());
    }
    server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    server.start();
    lanes = GrpcAgent.lanes(Agents.dialer(server.getPort(), IMPATIENCE), clients);
    return lanes.get(0);
  }

  private @Nullable FailureKind failure(Clients clients, MockResponse.Builder... answers)
      throws Exception {
    return Agents.failure(serving(clients, answers));
  }

  private static MockResponse.Builder grpc() {
    return new MockResponse.Builder().setHeader("Content-Type", "application/grpc");
  }

  private static MockResponse.Builder messages(int count, int status) {
    Buffer body = new Buffer();
    for (int i = 0; i < count; i++) {
      body.writeByte(0).writeInt(2).write(ByteString.decodeHex("0801"));
    }
    return grpc().body(body).trailers(Headers.of("grpc-status", Integer.toString(status)));
  }

  private static MockResponse.Builder statusAlone(int status) {
    return grpc().setHeader("grpc-status", status);
  }

  /** A message at once, and the end after a while. */
  private record Silent(Duration silence, CountDownLatch closed) implements MockResponseBody {
    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.writeByte(0).writeInt(2).write(ByteString.decodeHex("0801")).flush();
      try {
        closed.await(silence.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @AfterEach
  void close() {
    closed.countDown();
    lanes.forEach(GrpcAgent::close);
    server.close();
  }

  @Test
  void theMethodIsAskedWithAnEmptyMessageUnlessOneIsGiven() throws Exception {
    assertThat(failure(UNARY, messages(1, 0))).isNull();
    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/grpc.health.v1.Health/Check");
    assertThat(request.getHeaders().get("te")).isEqualTo("trailers");
    assertThat(request.getBody()).isEqualTo(ByteString.decodeHex("0000000000"));
  }

  @Test
  void aMessageIsGivenInBase64() throws Exception {
    Clients hello = UNARY.withTarget("/lameduck.examples.Hello/SayHello?message=CgF4");
    assertThat(failure(hello, messages(1, 0))).isNull();
    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/lameduck.examples.Hello/SayHello");
    assertThat(request.getBody()).isEqualTo(ByteString.decodeHex("00000000030a0178"));
  }

  @Test
  void whatIsNotBase64IsRefused() {
    assertThatThrownBy(() -> UNARY.withTarget("/a.B/C?message=%"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("message: % (expected: Base64)");
  }

  @ParameterizedTest
  @CsvSource({
    "14, GRPC_UNAVAILABLE",
    "13, GRPC_STATUS",
    "1, GRPC_STATUS",
    "8, GRPC_STATUS",
    "77, GRPC_STATUS"
  })
  void anyStatusButOkIsAFailure(int status, FailureKind kind) throws Exception {
    GrpcAgent agent = serving(UNARY, messages(1, status), statusAlone(status));
    assertThat(Agents.failure(agent)).as("in the trailers").isEqualTo(kind);
    assertThat(Agents.failure(agent)).as("in the headers").isEqualTo(kind);
  }

  /** gRPC's own clients do so, and nothing else by themselves. */
  @Test
  void aRefusedStreamIsCalledAgain() throws Exception {
    MockResponse.Builder refused =
        messages(1, 0).onRequestStart(new SocketEffect.CloseStream(REFUSED_STREAM));
    assertThat(failure(UNARY, refused, messages(1, 0))).isNull();
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aStreamThatIsRefusedAgainIsAFailure() throws Exception {
    MockResponse.Builder refused =
        messages(1, 0).onRequestStart(new SocketEffect.CloseStream(REFUSED_STREAM));
    assertThat(failure(UNARY, refused, refused, messages(1, 0)))
        .isEqualTo(FailureKind.STREAM_RESET);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0", "2"})
  void notOneMessageIsAWrongAnswerToACallThatWantsOne(int count) throws Exception {
    assertThat(failure(UNARY, messages(count, 0))).isEqualTo(FailureKind.WRONG_ANSWER);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "5"})
  void anyNumberIsAnAnswerToAStream(int count) throws Exception {
    assertThat(failure(STREAMING, messages(count, 0))).isNull();
  }

  @Test
  void anEndWithoutAStatusIsAWrongAnswer() throws Exception {
    assertThat(failure(UNARY, messages(1, 0).trailers(Headers.of())))
        .isEqualTo(FailureKind.WRONG_ANSWER);
  }

  @Test
  void anEndInTheMiddleOfAMessageIsAWrongAnswer() throws Exception {
    Buffer half = new Buffer().writeByte(0).writeInt(100).writeUtf8("half");
    assertThat(failure(UNARY, messages(1, 0).body(half))).isEqualTo(FailureKind.WRONG_ANSWER);
  }

  @Test
  void aPageIsAWrongAnswer() throws Exception {
    assertThat(failure(UNARY, new MockResponse.Builder().body("<html>")))
        .isEqualTo(FailureKind.WRONG_ANSWER);
  }

  @Test
  void aStreamThatEndsUnavailableIsAFailure() throws Exception {
    assertThat(failure(STREAMING, messages(3, 14))).isEqualTo(FailureKind.GRPC_UNAVAILABLE);
  }

  /** It has no end of its own: the server ends it so, and the client watches another. */
  @Nested
  class AWatchOfTheHealth {
    @Test
    void endsInOrderWhenTheServerEndsIt() throws Exception {
      assertThat(failure(WATCH, messages(2, 14))).isNull();
    }

    @Test
    void failsIfItNeverBegan() throws Exception {
      assertThat(failure(WATCH, statusAlone(14))).isEqualTo(FailureKind.GRPC_UNAVAILABLE);
    }

    @Test
    void failsWithAnyOtherStatus() throws Exception {
      assertThat(failure(WATCH, messages(1, 12))).isEqualTo(FailureKind.GRPC_STATUS);
    }

    @Test
    void failsIfItIsCut() throws Exception {
      MockResponse.Builder cut = messages(1000, 0).onResponseBody(new SocketEffect.CloseSocket());
      assertThat(failure(WATCH, cut)).isEqualTo(FailureKind.TRUNCATED);
    }

    /** Longer than a client waits for an answer. */
    @Test
    void maySilentlyGoOn() throws Exception {
      MockResponse.Builder silent = endingAfter(IMPATIENCE.multipliedBy(3));
      assertThat(failure(WATCH, silent)).isNull();
    }

    @Test
    void isTriedOutByItsBeginning() throws Exception {
      assertThat(serving(WATCH, endingAfter(Duration.ofHours(1))).tryOut()).isEqualTo("pod");
    }

    /** A message, a silence, and UNAVAILABLE. */
    private MockResponse.Builder endingAfter(Duration silence) {
      return messages(1, 14).body(new Silent(silence, closed));
    }
  }
}
