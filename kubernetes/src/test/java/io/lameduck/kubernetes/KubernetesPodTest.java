package io.lameduck.kubernetes;

import static io.lameduck.kubernetes.FakeApi.NOW;
import static io.lameduck.kubernetes.FakeApi.pod;
import static io.lameduck.kubernetes.FakeApi.raw;
import static io.lameduck.kubernetes.FakeApi.respond;
import static io.lameduck.kubernetes.FakeApi.status;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.spi.Orchestrator;
import io.lameduck.spi.SelfSigned;
import io.lameduck.spi.TerminationNotice;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pod asks a server that answers as the API does, or not at all. */
@Timeout(60)
class KubernetesPodTest {
  private static final Duration GRACE = ofSeconds(30);

  /** On a busy machine, too. */
  private static final Duration ENOUGH = ofSeconds(20);

  private static final Duration SHORT = ofSeconds(2);

  @TempDir static Path keys;
  private static SelfSigned certificate;

  @TempDir Path folder;
  private MountedAccount account;
  private FakeApi api;
  private KubernetesPod pod;
  private Duration limit = ENOUGH;

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = SelfSigned.in(keys);
  }

  @BeforeEach
  void mount() throws Exception {
    account = MountedAccount.in(folder, certificate);
    answers(pod(Pods.running()));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Nested
  class ADeletedPod {
    @Test
    void knowsWhenItIsKilledByTheClockOfTheApi() throws Exception {
      answers(pod(Pods.deletedWithAHook(NOW.plusSeconds(800), 800)));
      TerminationNotice notice = notice();
      assertThat(notice.left().orElseThrow()).isBetween(ofSeconds(780), ofSeconds(800));
      assertThat(notice.precision()).isEqualTo(ofSeconds(1));
      assertThat(notice.reason()).isEmpty();
    }

    @Test
    void hasLessThanItWasDeletedWithWhenAHookHasSpentSomeOfIt() throws Exception {
      answers(pod(Pods.deletedWithAHook(NOW.plusSeconds(500), 600)));
      assertThat(notice().left().orElseThrow()).isBetween(ofSeconds(480), ofSeconds(500));
    }

    @Test
    void neverHasMoreThanItWasDeletedWithWhateverTheClocks() throws Exception {
      answers(pod(Pods.deletedWithAHook(NOW.plusSeconds(500), 120)));
      assertThat(notice().left().orElseThrow()).isBetween(ofSeconds(100), ofSeconds(120));
    }

    @Test
    void takesOffWhatTheAnswerTook() throws Exception {
      CountDownLatch asked = new CountDownLatch(1);
      answers(
          out -> {
            awaitFor(asked, 500);
            pod(Pods.deletedWithAHook(NOW.plusSeconds(800), 800)).write(out);
          });
      assertThat(notice().left().orElseThrow()).isLessThanOrEqualTo(Duration.ofMillis(799_500));
    }

    @Test
    void hasNothingLeftOnceItsTimeIsOver() throws Exception {
      answers(pod(Pods.deletedWithAHook(NOW.minusSeconds(1), 8)));
      assertThat(notice().left()).contains(Duration.ZERO);
    }

    @Test
    void doesNotGuessTheTimeWithoutTheClockOfTheApi() throws Exception {
      for (String head : List.of("200 OK", "200 OK\r\nDate: soon")) {
        answers(
            raw(head, Pods.hooked(Pods.disrupted(NOW.plusSeconds(8), "PreemptionByScheduler"))));
        assertThat(notice().left()).isEmpty();
        assertThat(notice().reason()).isEqualTo("PreemptionByScheduler");
      }
    }

    @Test
    void hasAllOfItsTimeFromTheSignalOnHoweverLateItsKubeletIs() throws Exception {
      answers(pod(Pods.deleted(NOW.minusSeconds(600), 800)));
      assertThat(notice().left().orElseThrow()).isBetween(ofSeconds(780), ofSeconds(800));
    }

    @Test
    void doesNotKnowWhatAHookHasSpentWhoseKubeletIsLate() throws Exception {
      answers(pod(Pods.deletedWithAHook(NOW.minusSeconds(4), 800)));
      assertThat(notice().left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "EvictionByEvictionAPI",
          "PreemptionByScheduler",
          "DeletionByTaintManager",
          "DeletionByPodGC",
          "TerminationByKubelet"
        })
    void knowsTheReason(String reason) throws Exception {
      answers(pod(Pods.disrupted(NOW.plusSeconds(30), reason)));
      assertThat(notice().reason()).isEqualTo(reason);
      assertThat(notice().left()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\\\"b", "line\\nfeed"})
    void takesNoTextForAReason(String reason) throws Exception {
      answers(pod(Pods.disrupted(NOW.plusSeconds(30), reason)));
      assertThat(notice().reason()).isEqualTo("Other");
    }
  }

  @Nested
  class APodThatStays {
    @Test
    void saysThatNobodyHasDeletedIt() throws Exception {
      assertThat(notice())
          .isEqualTo(new TerminationNotice("NotDeleted", Optional.empty(), ofSeconds(1)));
    }

    @Test
    void knowsTheReasonOfItsKubelet() throws Exception {
      answers(pod(Pods.running("True", "TerminationByKubelet")));
      assertThat(notice().reason()).isEqualTo("TerminationByKubelet");
      assertThat(notice().left()).isEmpty();
    }

    @Test
    void heedsNoConditionThatDoesNotHold() throws Exception {
      answers(pod(Pods.running("False", "TerminationByKubelet")));
      assertThat(notice().reason()).isEqualTo("NotDeleted");
    }
  }

  @Nested
  class TheRequest {
    @Test
    void asksForThePodAndNothingElse() throws Exception {
      notice();
      assertThat(api.heads).hasSize(1);
      assertThat(api.heads.get(0))
          .startsWith("GET /api/v1/namespaces/kitchen/pods/prefixed-0 HTTP/1.1\n")
          .contains("Authorization: Bearer first-token\n");
    }

    @Test
    void goesByTheNameOfTheDownwardApiFirst() throws Exception {
      pod =
          account.pod(
              ENOUGH,
              Map.of(
                  "KUBERNETES_SERVICE_HOST", "localhost",
                  "KUBERNETES_SERVICE_PORT", api.port() + "",
                  "POD_NAME", "prefixed-1",
                  "HOSTNAME", "node-1"));
      notice();
      assertThat(api.heads.get(0)).contains("/pods/prefixed-1 ");
    }

    @Test
    void readsTheTokenAnew() throws Exception {
      answers(
          out -> {
            account.token("second-token");
            status(401).write(out);
          },
          pod(Pods.running()));
      assertThat(notice().reason()).isEqualTo("NotDeleted");
      assertThat(api.heads.get(0)).contains("Bearer first-token");
      assertThat(api.heads.get(api.heads.size() - 1)).contains("Bearer second-token");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void isMadeAgain(int temporary) throws Exception {
      answers(status(temporary), pod(Pods.running()));
      assertThat(notice().reason()).isEqualTo("NotDeleted");
      assertThat(api.heads).hasSize(2);
    }

    @Test
    void isRefusedThoughItIsNotAnsweredAgain() throws Exception {
      limit = SHORT;
      answers(status(401), out -> awaitFor(new CountDownLatch(1), 30_000));
      assertThat(pod.termination()).isEmpty();
      assertThat(api.heads).hasSize(2);
    }

    @Test
    void isMadeAgainWhenTheConnectionBreaks() throws Exception {
      answers(out -> {}, pod(Pods.running()));
      assertThat(notice().reason()).isEqualTo("NotDeleted");
    }

    @Test
    void followsNoRedirect() throws Exception {
      answers(raw("302 Found\r\nLocation: https://localhost:" + api.port() + "/", ""));
      assertThat(pod.termination()).isEmpty();
      assertThat(api.heads).hasSize(1);
    }

    @Test
    void isNotSentToWhomTheClusterDoesNotVouchFor(@TempDir Path others) throws Exception {
      limit = SHORT;
      answers(pod(Pods.running()));
      account.trust(SelfSigned.another(others));
      assertThatThrownBy(pod::termination).isInstanceOf(SSLException.class);
      assertThat(api.heads).isEmpty();
    }

    @Test
    void putsAnIPv6AddressIntoBrackets() throws Exception {
      PodApi known =
          PodApi.of(
                  Map.of("KUBERNETES_SERVICE_HOST", "fd00:10::1", "HOSTNAME", "prefixed-0"),
                  new ServiceAccount(folder))
              .orElseThrow();
      assertThat(known.uri())
          .isEqualTo(
              URI.create("https://[fd00:10::1]:443/api/v1/namespaces/kitchen/pods/prefixed-0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../secrets", "a/b", "Node", "a b"})
    void isNotMadeForWhatIsNoName(String name) {
      pod =
          account.pod(
              ENOUGH,
              Map.of(
                  "KUBERNETES_SERVICE_HOST",
                  "localhost",
                  "KUBERNETES_SERVICE_PORT",
                  api.port() + "",
                  "HOSTNAME",
                  name));
      assertThatThrownBy(pod::termination).hasMessageContaining("is no name of a pod");
      assertThat(api.heads).isEmpty();
    }
  }

  @Nested
  class NothingIsKnown {
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void whereThePodMayNotBeRead(int status) throws Exception {
      answers(status(status));
      assertThat(pod.termination()).isEmpty();
    }

    @Test
    void whereNoAccountIsMounted() throws Exception {
      Files.delete(folder.resolve("token"));
      assertThat(pod.termination()).isEmpty();
      assertThat(api.heads).isEmpty();
    }

    @Test
    void outsideACluster() throws Exception {
      pod = account.pod(ENOUGH, Map.of("HOSTNAME", "laptop"));
      assertThat(pod.termination()).isEmpty();
      assertThat(pod.advice(GRACE)).isEmpty();
    }

    @Test
    void ofAnotherPodThatHasTheNameByNow() throws Exception {
      String other = Pods.running().replace(Pods.UID, "another");
      answers(pod(Pods.running()), pod(other));
      pod.advice(GRACE);
      assertThat(pod.termination()).isEmpty();
    }
  }

  @Nested
  class AnAnswerThatIsNone {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "<html>",
          "[]",
          "{}",
          "null",
          "{\"metadata\":{\"uid\":\"a\"",
          "{\"metadata\":{\"uid\":\"a\",\"deletionTimestamp\":\"soon\"}}",
          "{\"metadata\":{\"uid\":\"a\"},\"spec\":{\"terminationGracePeriodSeconds\":\"many\"}}",
          "{\"metadata\":{\"uid\":\"a\"},\"status\":{\"conditions\":[[[["
        })
    void isAFailure(String body) {
      assertFails(respond(200, NOW, body));
    }

    @Test
    void isAFailureHoweverDeep() {
      assertFails(respond(200, NOW, "[".repeat(100_000)));
    }

    @Test
    void isNotReadToAnEndThatNeverComes() {
      AtomicLong sent = new AtomicLong();
      assertFails(
          out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
            endless(out, sent);
          });
      assertThat(sent.get()).isGreaterThan(BoundedBody.LIMIT);
    }

    @Test
    void isNotWaitedForForEver() throws Exception {
      limit = SHORT;
      answers(out -> awaitFor(new CountDownLatch(1), 30_000));
      assertTimesOut();
    }

    @Test
    void isNotWaitedForInItsMiddle() throws Exception {
      limit = SHORT;
      answers(
          out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".getBytes(US_ASCII));
            out.flush();
            awaitFor(new CountDownLatch(1), 30_000);
          });
      assertTimesOut();
    }

    @Test
    void tellsNoTokenThatIsMalformed() throws Exception {
      limit = SHORT;
      answers(pod(Pods.running()));
      account.token("secret\r\nX: injected");
      assertThatThrownBy(pod::termination)
          .isInstanceOf(IOException.class)
          .message()
          .doesNotContain("secret");
    }

    private void assertFails(FakeApi.Script script) {
      try {
        answers(script);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      assertThatThrownBy(pod::termination).isInstanceOf(ProtocolException.class);
      assertThat(api.heads).hasSize(1); // another one would be no better
    }

    private void assertTimesOut() {
      long begin = System.nanoTime();
      assertThatThrownBy(pod::termination).isInstanceOf(HttpTimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(Duration.ofMillis(1_900), ofSeconds(10));
    }

    private static void endless(OutputStream out, AtomicLong sent) throws IOException {
      byte[] more = "[".repeat(1 << 16).getBytes(US_ASCII);
      while (true) {
        out.write(more);
        sent.addAndGet(more.length);
      }
    }
  }

  @Nested
  class AdviceAtTheStart {
    @Test
    void isNoneWhereAllIsWell() throws Exception {
      assertThat(pod.advice(GRACE)).isEmpty();
    }

    @Test
    void tellsOfAnotherGracePeriod() throws Exception {
      assertThat(pod.advice(Duration.ofSeconds(90)))
          .containsExactly(
              "terminationGracePeriodSeconds of this pod is 30, but LAMEDUCK_GRACE_PERIOD is 1m30s;"
                  + " set both alike");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void tellsWhichRightIsMissing(int status) throws Exception {
      answers(status(status));
      assertAdvised("its service account may not get pod prefixed-0 (" + status + ")");
    }

    @Test
    void tellsOfANameThatIsWrong() throws Exception {
      answers(status(404));
      assertAdvised("there is no pod prefixed-0; set POD_NAME to metadata.name");
    }

    @Test
    void tellsOfAnAccountThatIsNotMounted() throws Exception {
      Files.delete(folder.resolve("token"));
      assertAdvised("no service account is mounted");
    }

    @Test
    void tellsOfAnApiThatIsNotThere() throws Exception {
      limit = SHORT;
      answers(pod(Pods.running()));
      api.close();
      assertAdvised("no answer of the cluster's API (java.net.ConnectException");
    }

    private void assertAdvised(String text) throws Exception {
      List<String> advice = pod.advice(GRACE);
      assertThat(advice).hasSize(1);
      assertThat(advice.get(0))
          .startsWith("when and why this pod ends will not be known: ")
          .contains(text)
          .doesNotContain("token ");
    }
  }

  @Test
  void isFoundWithoutBeingNamed() {
    assertThat(ServiceLoader.load(Orchestrator.class).findFirst())
        .containsInstanceOf(KubernetesPod.class);
  }

  private void answers(FakeApi.Script... scripts) throws IOException {
    if (api != null) {
      api.close();
    }
    api = new FakeApi(certificate, scripts);
    pod = account.pod(api, limit);
  }

  private TerminationNotice notice() throws Exception {
    return pod.termination().orElseThrow();
  }

  private static void awaitFor(CountDownLatch never, long millis) throws IOException {
    try {
      never.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
