package io.lameduck.rehearsal;

import static io.lameduck.rehearsal.UnrulyServer.Manner.ANSWERS_503;
import static io.lameduck.rehearsal.UnrulyServer.Manner.EXITS_AT_ONCE;
import static io.lameduck.rehearsal.UnrulyServer.Manner.GRACEFUL;
import static io.lameduck.rehearsal.UnrulyServer.Manner.TRUNCATES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lameduck.rehearsal.UnrulyServer.Manner;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.DrainNode;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.ProxyKind;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.model.StartFailed;
import io.lameduck.rehearsal.proxy.Nginx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What clients see of a service behind an nginx, and what it hides from them. */
@Timeout(120)
class ThroughNginxIT {
  private static final Clients KEPT_ALIVE = Clients.of(ClientKind.KEPT_ALIVE, 8);
  private static final Clients FRESH = Clients.of(ClientKind.FRESH, 4);

  private static final String WITHOUT_NGINX = "without-nginx";
  private static final Scenario ONE_GOES = Scenario.of(new DrainNode(1, 1));

  @BeforeEach
  void skipWithoutNginx(TestInfo test) {
    assumeThat(Nginx.isInstalled())
        .as("nginx is installed")
        .isEqualTo(!test.getTags().contains(WITHOUT_NGINX));
  }

  @Test
  @Tag(WITHOUT_NGINX)
  void theRefusalSaysHowToInstallIt() {
    assertThatThrownBy(() -> rehearsal(GRACEFUL, FRESH).rollingUpdate())
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("apt-get install nginx-light");
  }

  @Test
  void aServiceThatTakesItsLeavePasses() throws InterruptedException {
    Report report = rehearsal(GRACEFUL, FRESH, KEPT_ALIVE).rollingUpdate().assertPassed().report();
    assertThat(report.results().byPod())
        .containsOnlyKeys("unruly-1", "unruly-2", "unruly-3", "unruly-4");
    assertThat(report.results().lateConnections()).isEmpty();
    assertThat(report.settings()).containsEntry("through", "nginx");
  }

  @Test
  void anErrorOfThePodIsOneToTheClient() throws InterruptedException {
    assertThat(failures(rehearsal(ANSWERS_503, FRESH, KEPT_ALIVE)))
        .containsExactly(FailureKind.SERVER_ERROR);
  }

  @Test
  void aTruncatedAnswerStaysOne() throws InterruptedException {
    assertThat(failures(rehearsal(TRUNCATES, FRESH, KEPT_ALIVE)))
        .containsExactly(FailureKind.TRUNCATED);
  }

  /** It is asked of another pod. */
  @Test
  void aGetThatAPodHasCutIsHiddenByTheOtherPods() throws InterruptedException {
    rehearsal(EXITS_AT_ONCE, FRESH, KEPT_ALIVE).replicas(4).run(ONE_GOES).assertPassed();
  }

  /** Both old pods go before nginx learns of the new ones. */
  @Test
  void aGetIsNotHiddenWhereNginxKnowsNoOtherPod() throws InterruptedException {
    Rehearsal late =
        rehearsal(EXITS_AT_ONCE, FRESH, KEPT_ALIVE)
            .propagation(Propagation.fixed(Duration.ofSeconds(8)));
    assertThat(failures(late)).containsExactly(FailureKind.SERVER_ERROR);
  }

  @Test
  void theSecondLegSpeaksOnlyHttp11() {
    assertThatThrownBy(() -> rehearsal(GRACEFUL, Clients.of(ClientKind.HTTP2, 2)).rollingUpdate())
        .isInstanceOf(RehearsalRefused.class)
        .hasMessage(
            "through nginx: 2 http2 (expected: clients of HTTP/1.1 or websocket, without TLS)");
  }

  private static Rehearsal rehearsal(Manner manner, Clients... clients) {
    return Rehearsal.of(service(manner))
        .through(ProxyKind.NGINX)
        .clients(List.of(clients))
        .propagation(Propagation.fixed(Duration.ofMillis(400)))
        .warmUp(Duration.ofMillis(500));
  }

  private static PodSpec service(Manner manner) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    ProbeSpec listening =
        ProbeSpec.everySecond(HttpGet.of("/"))
            .withPeriod(Duration.ofMillis(100))
            .withFailureThreshold(100);
    return PodSpec.of(
            "unruly", List.of(java, "-cp", classPath, UnrulyServer.class.getName(), manner.name()))
        .withProbes(Probes.NONE.withReadiness(listening));
  }

  private static Set<FailureKind> failures(Rehearsal rehearsal) throws InterruptedException {
    return failures(rehearsal.rollingUpdate());
  }

  private static Set<FailureKind> failures(RehearsalResult result) {
    Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
    for (Count count : result.report().results().byClient().values()) {
      kinds.addAll(count.failures().keySet());
    }
    return kinds;
  }
}
