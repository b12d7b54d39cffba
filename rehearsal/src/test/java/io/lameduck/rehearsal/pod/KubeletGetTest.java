package io.lameduck.rehearsal.pod;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.SelfSigned;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.HttpHeader;
import io.lameduck.rehearsal.model.PodSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pod sees of a probe over HTTP, and what the probe makes of the answers. */
@Timeout(60)
class KubeletGetTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpGet READY = HttpGet.of("/ready?full");
  private static final String ELSEWHERE = "http://login.example.org/";

  private final Processes processes = Processes.create();
  private final Container container =
      Container.start(Shell.running(Shell.OBEDIENT), processes, line -> {});
  private final MockWebServer server = new MockWebServer();

  private void serve(MockResponse.Builder... answers) throws IOException {
    for (MockResponse.Builder answer : answers) {
      server.enqueue(answer.build());
    }
    server.start(InetAddress.getLoopbackAddress(), container.port());
  }

  private static MockResponse.Builder answer(int status) {
    return new MockResponse.Builder().code(status);
  }

  private static MockResponse.Builder redirect(String location) {
    return answer(302).setHeader("Location", location);
  }

  private void probe(HttpGet get) throws HandlerFailed {
    new HttpGetRunner(get).handle(container, Caller.PROBE, PATIENCE);
  }

  private static HttpGet with(HttpHeader... headers) {
    return new HttpGet(false, PodSpec.MAIN_PORT, "/ready?full", List.of(headers));
  }

  private RecordedRequest seen() throws InterruptedException {
    return server.takeRequest(0, TimeUnit.SECONDS);
  }

  @AfterEach
  void end() {
    server.close();
    container.close();
    processes.close();
  }

  @Nested
  class ARequest {
    @Test
    void carriesTheHeadersOfTheManifestHostIncluded() throws Exception {
      serve(answer(200));
      probe(with(new HttpHeader("Host", "orders.example"), new HttpHeader("Token", "secret")));
      RecordedRequest request = seen();
      assertThat(request.getTarget()).isEqualTo("/ready?full");
      assertThat(request.getHeaders().values("Host")).containsExactly("orders.example");
      assertThat(request.getHeaders().get("Token")).isEqualTo("secret");
    }

    @Test
    void mayHaveAHeaderTwice() throws Exception {
      serve(answer(200));
      probe(with(new HttpHeader("X-Role", "a"), new HttpHeader("X-Role", "b")));
      assertThat(seen().getHeaders().values("X-Role")).containsExactly("a", "b");
    }

    @Test
    void saysOfItselfWhatTheKubeletDoes() throws Exception {
      serve(answer(200));
      probe(READY);
      Headers headers = seen().getHeaders();
      assertThat(headers.names())
          .containsExactlyInAnyOrder("Host", "User-Agent", "Accept", "Connection");
      assertThat(headers.get("Host")).isEqualTo("127.0.0.1:" + container.port());
      assertThat(headers.get("User-Agent")).startsWith("kube-probe/");
      assertThat(headers.get("Accept")).isEqualTo("*/*");
      assertThat(headers.get("Connection")).isEqualTo("close");
    }

    @Test
    void saysSomethingElseOfItselfIfTheManifestDoes() throws Exception {
      serve(answer(200));
      probe(with(new HttpHeader("user-agent", "me"), new HttpHeader("Accept", "text/plain")));
      Headers headers = seen().getHeaders();
      assertThat(headers.values("User-Agent")).containsExactly("me");
      assertThat(headers.values("Accept")).containsExactly("text/plain");
    }

    /** Of Accept so says the kubelet, of User-Agent Go. */
    @Test
    void leavesOutWhatTheManifestMakesEmpty() throws Exception {
      serve(answer(200));
      probe(with(new HttpHeader("Accept", ""), new HttpHeader("User-Agent", "")));
      assertThat(seen().getHeaders().names()).containsExactlyInAnyOrder("Host", "Connection");
    }

    /** A library that repeats it would hide from the probe that the pod is not ready. */
    @Test
    void isNotRepeatedHoweverTheServerAsksForIt() throws Exception {
      serve(answer(503).setHeader("Retry-After", "0"), answer(200));
      assertThatThrownBy(() -> probe(READY)).hasMessage("GET /ready?full answered 503");
      assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void hasAConnectionOfItsOwn() throws Exception {
      serve(answer(200), answer(200));
      probe(READY);
      probe(READY);
      assertThat(seen().getConnectionIndex()).isZero();
      assertThat(seen().getConnectionIndex()).isOne();
    }
  }

  @Nested
  class OverTls {
    @Test
    void anyCertificateDoes() throws Exception {
      server.useHttps(SelfSigned.context().getSocketFactory());
      serve(answer(200));
      probe(READY.overTls());
      assertThat(seen().getHandshake()).isNotNull();
    }

    /** The kubelet offers HTTP/2 too, so that a server of HTTP/2 alone can be probed. */
    @Test
    void theServerMayChooseHttp2() throws Exception {
      server.useHttps(SelfSigned.context().getSocketFactory());
      server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
      serve(answer(200));
      probe(
          new HttpGet(
              true, PodSpec.MAIN_PORT, "/", List.of(new HttpHeader("Host", "orders.example"))));
      RecordedRequest request = seen();
      assertThat(request.getVersion()).isEqualTo("HTTP/2");
      assertThat(request.getHeaders().get(":authority")).isEqualTo("orders.example");
    }

    /** Which may wait for the end of a line that does not come. */
    @Test
    void aServerInTheClearFails() throws Exception {
      serve(answer(200));
      assertThatThrownBy(
              () ->
                  new HttpGetRunner(READY.overTls())
                      .handle(container, Caller.PROBE, Duration.ofSeconds(1)))
          .isInstanceOf(HandlerFailed.class)
          .hasMessageStartingWith("GET /ready?full");
    }

    @Test
    void aServerOfTlsFailsIfItIsAskedInTheClear() throws Exception {
      server.useHttps(SelfSigned.context().getSocketFactory());
      serve(answer(200));
      assertThatThrownBy(() -> probe(READY)).isInstanceOf(HandlerFailed.class);
    }
  }

  @Nested
  class ARedirect {
    @Test
    void isFollowedOnThePodUnderTheSameHost() throws Exception {
      serve(redirect("/login"), answer(200));
      probe(with(new HttpHeader("Host", "orders.example")));
      assertThat(seen().getTarget()).isEqualTo("/ready?full");
      RecordedRequest second = seen();
      assertThat(second.getTarget()).isEqualTo("/login");
      assertThat(second.getHeaders().get("Host")).isEqualTo("orders.example");
    }

    @Test
    void isFollowedToAnAbsoluteAddressOfThePodUnderThatHost() throws Exception {
      String pod = "127.0.0.1:" + container.port();
      serve(redirect("http://" + pod + "/login"), answer(200));
      probe(with(new HttpHeader("Host", "orders.example")));
      assertThat(seen().getHeaders().get("Host")).isEqualTo("orders.example");
      assertThat(seen().getHeaders().get("Host")).isEqualTo(pod);
    }

    @Test
    void keepsTheHostOfAnAbsoluteAddress() throws Exception {
      String pod = "127.0.0.1:" + container.port();
      serve(redirect("http://" + pod + "/login"), redirect("/again"), answer(200));
      probe(with(new HttpHeader("Host", "orders.example")));
      assertThat(seen().getHeaders().get("Host")).isEqualTo("orders.example");
      assertThat(seen().getHeaders().get("Host")).isEqualTo(pod);
      assertThat(seen().getHeaders().get("Host")).isEqualTo(pod);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "http://127.0.0.1:port/", "http://", "/a\tb"})
    void failsIfItsLocationIsNoUrl(String location) throws Exception {
      serve(redirect(location), answer(200));
      assertThatThrownBy(() -> probe(READY))
          .isInstanceOfSatisfying(
              HandlerFailed.class, failed -> assertThat(failed.isConclusive()).isTrue())
          .hasMessage("GET /ready?full was redirected to " + location + ", which is no URL");
      assertThat(server.getRequestCount()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://files.example.org/"})
    void isASuccessIfItCannotBeFollowed(String location) throws Exception {
      serve(redirect(location), answer(500));
      assertThatCode(() -> probe(READY)).doesNotThrowAnyException();
      assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void isASuccessAnywhereElse() throws Exception {
      serve(redirect(ELSEWHERE), answer(500));
      assertThatCode(() -> probe(READY)).doesNotThrowAnyException();
      assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void isASuccessToNowhere() throws Exception {
      serve(answer(302), answer(500));
      assertThatCode(() -> probe(READY)).doesNotThrowAnyException();
    }

    @Test
    void failsIfWhatItLeadsToDoes() throws Exception {
      serve(redirect("/login"), answer(500));
      assertThatThrownBy(() -> probe(READY)).hasMessage("GET /ready?full answered 500");
    }

    @Test
    void failsWithoutAnEnd() throws Exception {
      MockResponse.Builder[] round = new MockResponse.Builder[11];
      Arrays.fill(round, redirect("/round"));
      serve(round);
      assertThatThrownBy(() -> probe(READY)).hasMessage("GET /ready?full was redirected 10 times");
      assertThat(server.getRequestCount()).isEqualTo(10);
    }
  }

  @Nested
  class ABody {
    @Test
    void isReadNoFurtherThanItsFirst10KiB() throws Exception {
      serve(answer(200).body("x".repeat(20_000)).throttleBody(10_240, 1, TimeUnit.HOURS));
      assertThatCode(() -> probe(READY)).doesNotThrowAnyException();
    }

    /** The kubelet takes neither a success nor a failure from it. */
    @Test
    void thatIsCutOffProvesNothing() throws Exception {
      serve(answer(200).body("x".repeat(1000)).onResponseBody(new SocketEffect.CloseSocket()));
      assertThatThrownBy(() -> probe(READY))
          .isInstanceOfSatisfying(
              HandlerFailed.class, failed -> assertThat(failed.isConclusive()).isFalse());
    }

    @Test
    void isWaitedForNoLongerThanTheTimeoutOfTheWhole() throws Exception {
      serve(
          redirect("/slow").headersDelay(300, TimeUnit.MILLISECONDS),
          answer(200).headersDelay(300, TimeUnit.MILLISECONDS));
      assertThatThrownBy(
              () ->
                  new HttpGetRunner(READY).handle(container, Caller.PROBE, Duration.ofMillis(500)))
          .hasMessage("GET /ready?full timed out after 500 ms");
    }
  }

  /** The server is one without TLS, which answers the handshake with an error of HTTP. */
  @Nested
  class AHookOverTls {
    private static final String ERROR =
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    @Test
    void isAskedForAgainInTheClear() throws Exception {
      assertThat(handle(Caller.LIFECYCLE)).startsWith("GET /stop HTTP/1.1").contains("X-Why: ");
    }

    @Test
    void sendsNoAuthorizationInTheClear() throws Exception {
      assertThat(handle(Caller.LIFECYCLE)).doesNotContain("Authorization");
    }

    @Test
    void isNoProbe() {
      assertThatThrownBy(() -> handle(Caller.PROBE)).isInstanceOf(HandlerFailed.class);
    }

    /** What the server reads last. */
    private String handle(Caller caller) throws Exception {
      HttpHeader secret = new HttpHeader("Authorization", "Basic c2VjcmV0");
      HttpHeader why = new HttpHeader("X-Why", "shutdown");
      HttpGet hook = new HttpGet(true, PodSpec.MAIN_PORT, "/stop", List.of(secret, why));
      CompletableFuture<String> last = new CompletableFuture<>();
      try (ServerSocket listener =
          new ServerSocket(container.port(), 5, InetAddress.getLoopbackAddress())) {
        Thread thread = new Thread(() -> answer(listener, last));
        thread.setDaemon(true);
        thread.start();
        new HttpGetRunner(hook).handle(container, caller, PATIENCE);
        return last.get(10, TimeUnit.SECONDS);
      }
    }

    private static void answer(ServerSocket listener, CompletableFuture<String> last) {
      for (int i = 0; i < 2; i++) {
        try (Socket socket = listener.accept()) {
          byte[] read = new byte[4096];
          int length = socket.getInputStream().read(read);
          if (read[0] == 'G') {
            last.complete(new String(read, 0, length, US_ASCII));
          }
          socket.getOutputStream().write(ERROR.getBytes(US_ASCII));
        } catch (IOException e) {
          last.completeExceptionally(e);
        }
      }
    }
  }

  @Test
  void aPortWhereNobodyListensFails() {
    assertThatThrownBy(() -> probe(READY))
        .isInstanceOfSatisfying(
            HandlerFailed.class, failed -> assertThat(failed.isConclusive()).isTrue());
  }

  @Test
  void noTimeIsTooLittle() throws Exception {
    serve(answer(200));
    assertThatThrownBy(
            () ->
                new HttpGetRunner(READY)
                    .handle(container, Caller.LIFECYCLE, Duration.ofSeconds(-1)))
        .hasMessageContaining("timed out");
  }
}
