package io.lameduck.rehearsal.pod;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.model.GrpcCheck;
import io.lameduck.rehearsal.model.PodSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.Protocol;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class GrpcCheckTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final GrpcCheck CHECK = new GrpcCheck(PodSpec.MAIN_PORT, "orders");

  private final Processes processes = Processes.create();
  private final Container container =
      Container.start(Shell.running(Shell.OBEDIENT), processes, line -> {});
  private final MockWebServer server = new MockWebServer();

  private void serve(MockResponse.Builder answer) throws IOException {
    server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    server.enqueue(answer.build());
    server.start(InetAddress.getLoopbackAddress(), container.port());
  }

  /** A message in hexadecimal digits, and OK. */
  private static MockResponse.Builder message(String hex) {
    ByteString message = ByteString.decodeHex(hex);
    Buffer framed = new Buffer().writeByte(0).writeInt(message.size()).write(message);
    return grpc().body(framed).trailers(Headers.of("grpc-status", "0"));
  }

  private static MockResponse.Builder grpc() {
    return new MockResponse.Builder().setHeader("Content-Type", "application/grpc");
  }

  private void check(Duration timeout) throws HandlerFailed {
    new GrpcCheckRunner(CHECK).handle(container, Caller.PROBE, timeout);
  }

  private void check() throws HandlerFailed {
    check(PATIENCE);
  }

  @AfterEach
  void end() {
    server.close();
    container.close();
    processes.close();
  }

  @Test
  void whatServesPasses() throws Exception {
    serve(message("0801"));
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void theServiceIsAskedFor() throws Exception {
    serve(message("0801"));
    check();
    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/grpc.health.v1.Health/Check");
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getHeaders().get("content-type")).isEqualTo("application/grpc");
    assertThat(request.getHeaders().get("te")).isEqualTo("trailers");
    assertThat(request.getHeaders().get("user-agent")).startsWith("kube-probe/");
    assertThat(request.getBody())
        .isEqualTo(ByteString.decodeHex("00000000080a06" + "6f7264657273"));
  }

  @Test
  void aLongNameIsAskedForAsWell() throws Exception {
    serve(message("0801"));
    new GrpcCheckRunner(new GrpcCheck(PodSpec.MAIN_PORT, "x".repeat(300)))
        .handle(container, Caller.PROBE, PATIENCE);
    assertThat(server.takeRequest().getBody().hex())
        .startsWith("000000012f" + "0aac02" + "7878")
        .hasSize(2 * (5 + 3 + 300));
  }

  /** A newer server may send fields that this client does not know. */
  @Test
  void unknownFieldsAreSkipped() throws Exception {
    serve(message("1a0178" + "0801" + "2001" + "2d00000000" + "310000000000000000"));
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"0802, NOT_SERVING", "0803, SERVICE_UNKNOWN", "'', UNKNOWN", "088102, status 257"})
  void anyOtherHealthFails(String hex, String named) throws Exception {
    serve(message(hex));
    assertThatThrownBy(this::check)
        .isInstanceOf(HandlerFailed.class)
        .hasMessage("gRPC health check of orders answered " + named);
  }

  /** Whoever has no message to send may say it all in the headers. */
  @ParameterizedTest
  @CsvSource({"5, NOT_FOUND", "12, UNIMPLEMENTED", "14, UNAVAILABLE", "99, status 99"})
  void anyOtherStatusFails(int code, String named) throws Exception {
    serve(grpc().setHeader("grpc-status", code).setHeader("grpc-message", "no"));
    assertThatThrownBy(this::check)
        .hasMessage("gRPC health check of orders ended with " + named + ": no");
  }

  @Test
  void anAnswerWithoutAMessageFails() throws Exception {
    serve(grpc().setHeader("grpc-status", 0));
    assertThatThrownBy(this::check).hasMessage("gRPC health check of orders ended with OK");
  }

  @Test
  void anAnswerWithoutAStatusFails() throws Exception {
    serve(message("0801").trailers(Headers.of()));
    assertThatThrownBy(this::check).hasMessageEndingWith("the end without a status");
  }

  @ParameterizedTest
  @CsvSource({
    "08, an enum without a value",
    "1a7f, a field longer than the message",
    "12f5ffffffffffffffff01, a field that leads back to itself"
  })
  void aMessageThatIsNoneFails(String hex, String why) throws Exception {
    serve(message(hex));
    assertThatThrownBy(this::check).as(why).hasMessageEndingWith("not the status of a health");
  }

  @Test
  void http2ThatIsNotGrpcFails() throws Exception {
    serve(new MockResponse.Builder().code(404).body("nothing here"));
    assertThatThrownBy(this::check)
        .hasMessage("gRPC health check of orders answered 404, not gRPC");
  }

  @Test
  void aServerOfHttp11AloneFails() throws Exception {
    try (ServerSocket listener =
        new ServerSocket(container.port(), 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> refuse(listener));
      assertThatThrownBy(this::check).isInstanceOf(HandlerFailed.class);
      assertThat(served).succeedsWithin(PATIENCE);
    }
  }

  private static void refuse(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aServerThatHangsFailsAfterTheTimeout() throws Exception {
    serve(message("0801").headersDelay(1, TimeUnit.HOURS));
    assertThatThrownBy(() -> check(Duration.ofMillis(300)))
        .hasMessage("gRPC health check of orders timed out after 300 ms");
  }

  @Test
  void aConnectionThatIsCutFails() throws Exception {
    serve(message("0801").onRequestStart(new SocketEffect.CloseSocket()));
    assertThatThrownBy(this::check).isInstanceOf(HandlerFailed.class);
  }

  @Test
  void aPortWhereNobodyListensFails() {
    assertThatThrownBy(this::check).isInstanceOf(HandlerFailed.class);
  }
}
