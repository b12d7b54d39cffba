package io.lameduck.rehearsal;

import static io.lameduck.rehearsal.UnrulyServer.Manner.ANSWERS_503;
import static io.lameduck.rehearsal.UnrulyServer.Manner.CLOSES_IDLE_CONNECTIONS_UNANNOUNCED;
import static io.lameduck.rehearsal.UnrulyServer.Manner.CLOSES_ITS_LISTENER_FIRST;
import static io.lameduck.rehearsal.UnrulyServer.Manner.EXITS_AT_ONCE;
import static io.lameduck.rehearsal.UnrulyServer.Manner.EXITS_AT_THE_SECOND_SIGTERM;
import static io.lameduck.rehearsal.UnrulyServer.Manner.GRACEFUL;
import static io.lameduck.rehearsal.UnrulyServer.Manner.IGNORES_SIGTERM;
import static io.lameduck.rehearsal.UnrulyServer.Manner.RESETS;
import static io.lameduck.rehearsal.UnrulyServer.Manner.TRUNCATES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.rehearsal.UnrulyServer.Manner;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.Exec;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.Outage;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import io.lameduck.rehearsal.model.Propagation;
import io.lameduck.rehearsal.model.Recreate;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.model.SecondSigterm;
import io.lameduck.rehearsal.model.Step;
import io.lameduck.rehearsal.model.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RehearsalIT {
  private static final Clients KEPT_ALIVE = Clients.of(ClientKind.KEPT_ALIVE, 8);
  private static final Clients FRESH = Clients.of(ClientKind.FRESH, 8);

  @Nested
  class AServiceThatTakesItsLeavePasses {
    @Test
    void aRollingUpdate() throws InterruptedException {
      Report report = rehearsal(GRACEFUL).rollingUpdate().assertPassed().report();
      assertThat(kinds(report, "unruly-1"))
          .containsExactly(
              PodEvent.Kind.STARTED,
              PodEvent.Kind.READY,
              PodEvent.Kind.DELETED,
              PodEvent.Kind.SIGTERM,
              PodEvent.Kind.EXITED);
      assertThat(report.pods()).hasSize(4);
      assertThat(report.results().lateConnections()).containsKeys("unruly-1", "unruly-2");
    }

    @Test
    void aRollingUpdateWithoutSurge() throws InterruptedException {
      rehearsal(GRACEFUL).run(Scenario.of(new RollingUpdate(0, 1))).assertPassed();
    }

    @Test
    void aScaleDown() throws InterruptedException {
      Report report = rehearsal(GRACEFUL).scaleDown().assertPassed().report();
      assertThat(kinds(report, "unruly-2")).contains(PodEvent.Kind.EXITED);
      assertThat(kinds(report, "unruly-1")).doesNotContain(PodEvent.Kind.DELETED);
    }

    /** For a while no client can find a pod: that is tolerated, and counted. */
    @Test
    void aRecreation() throws InterruptedException {
      Report report = rehearsal(GRACEFUL).recreate().report();
      assertThat(report.verdict().reasons()).isEmpty();
      assertThat(failures(report)).containsExactly(FailureKind.NO_ENDPOINT);
    }

    @Test
    void aKillDuringStart() throws InterruptedException {
      Report report = rehearsal(GRACEFUL).killDuringStart().assertPassed().report();
      assertThat(kinds(report, "unruly-3")).contains(PodEvent.Kind.DELETED, PodEvent.Kind.EXITED);
    }

    @Test
    void theDrainOfANode() throws InterruptedException {
      Report report = rehearsal(GRACEFUL).drainNode().assertPassed().report();
      assertThat(report.pods()).hasSize(3);
    }

    @Test
    void aSecondSigterm() throws InterruptedException {
      Report report = rehearsal(GRACEFUL).secondSigterm().assertPassed().report();
      assertThat(kinds(report, "unruly-1")).contains(PodEvent.Kind.SECOND_SIGTERM);
    }

    @Test
    void theOutageOfADependency() throws InterruptedException {
      PodSpec spec = service(GRACEFUL).with("DEPENDENCY", "{port:dependency}");
      ProbeSpec connects =
          ProbeSpec.everySecond(
                  new Exec(List.of("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$DEPENDENCY")))
              .withPeriod(Duration.ofMillis(100));
      Report report =
          rehearsal(spec.withProbes(new Probes(listening(), connects, null)))
              .run(Scenario.of(new Outage(1, Duration.ofSeconds(6))))
              .assertPassed()
              .report();
      assertThat(kinds(report, "unruly-1"))
          .containsExactly(
              PodEvent.Kind.STARTED,
              PodEvent.Kind.READY,
              PodEvent.Kind.NOT_READY,
              PodEvent.Kind.READY);
    }
  }

  @Nested
  class AServiceThatDoesNotIsFoundOut {
    @Test
    void thatExitsAtOnce() throws InterruptedException {
      assertThat(
              failures(rehearsal(EXITS_AT_ONCE).clients(List.of(FRESH)).rollingUpdate().report()))
          .contains(FailureKind.REFUSED)
          .isSubsetOf(FailureKind.REFUSED, FailureKind.EOF_ON_NEW, FailureKind.RESET_ON_NEW);
    }

    @Test
    void thatClosesItsListenerFirst() throws InterruptedException {
      Report report = rehearsal(CLOSES_ITS_LISTENER_FIRST).rollingUpdate().report();
      assertThat(failures(report))
          .contains(FailureKind.REFUSED)
          .isSubsetOf(FailureKind.REFUSED, FailureKind.RESET_ON_NEW);
    }

    @Test
    void thatClosesIdleConnectionsUnannounced() throws InterruptedException {
      Report report = rehearsal(CLOSES_IDLE_CONNECTIONS_UNANNOUNCED).rollingUpdate().report();
      assertThat(failures(report))
          .contains(FailureKind.EOF_ON_REUSED)
          .isSubsetOf(
              FailureKind.EOF_ON_REUSED, FailureKind.RESET_ON_REUSED, FailureKind.EOF_ON_NEW);
    }

    @Test
    void thatAnswers503() throws InterruptedException {
      assertThat(failures(rehearsal(ANSWERS_503).rollingUpdate().report()))
          .containsExactly(FailureKind.SERVER_ERROR);
    }

    @Test
    void thatTruncatesItsAnswers() throws InterruptedException {
      assertThat(failures(rehearsal(TRUNCATES).rollingUpdate().report()))
          .containsExactly(FailureKind.TRUNCATED);
    }

    @Test
    void thatResetsItsConnections() throws InterruptedException {
      assertThat(failures(rehearsal(RESETS).rollingUpdate().report()))
          .containsExactlyInAnyOrder(FailureKind.RESET_ON_NEW, FailureKind.RESET_ON_REUSED);
    }

    /** While clients still know the pod, so that what it cuts is seen. */
    @Test
    void thatTakesASecondSigtermForTheLastWord() throws InterruptedException {
      Scenario soon = Scenario.of(new SecondSigterm(Duration.ofSeconds(2)));
      Report report =
          rehearsal(EXITS_AT_THE_SECOND_SIGTERM)
              .propagation(Propagation.fixed(Duration.ofSeconds(8)))
              .run(soon)
              .report();
      assertThat(report.verdict().passed()).isFalse();
      assertThat(failures(report))
          .isNotEmpty()
          .isSubsetOf(
              FailureKind.REFUSED,
              FailureKind.RESET_ON_NEW,
              FailureKind.EOF_ON_NEW,
              FailureKind.RESET_ON_REUSED,
              FailureKind.EOF_ON_REUSED);
    }

    @Test
    void thatIsGoneBeforeItsSecondSigterm() throws InterruptedException {
      Scenario late = Scenario.of(new SecondSigterm(Duration.ofSeconds(6)));
      assertThat(rehearsal(GRACEFUL).run(late).report().verdict().reasons())
          .containsExactly(
              "unruly-1 was gone before its second SIGTERM, so nothing is known: let it come"
                  + " sooner.");
    }

    @Test
    void thatIgnoresSigterm() throws InterruptedException {
      PodSpec spec = service(IGNORES_SIGTERM).withGracePeriod(Duration.ofSeconds(3));
      Report report = rehearsal(spec).rollingUpdate().report();
      assertThat(report.verdict().reasons())
          .anySatisfy(reason -> assertThat(reason).contains("unruly-1 had to be killed"))
          .anySatisfy(reason -> assertThat(reason).contains("unruly-2 had to be killed"));
    }
  }

  @Nested
  class ItEndsAtItsFirstFailure {
    private static final Wait FOR_EVER = new Wait(Duration.ofHours(1));

    @Test
    void ifARequestFails() throws InterruptedException {
      Scenario update = thenForEver(new RollingUpdate(1, 0), Set.of());
      Report report = rehearsal(ANSWERS_503).endAtFirstFailure().run(update).report();
      assertThat(report.complete()).isFalse();
      assertThat(report.verdict().passed()).isFalse();
      assertThat(failures(report)).containsExactly(FailureKind.SERVER_ERROR);
      assertThat(kinds(report, "unruly-1")).contains(PodEvent.Kind.SIGTERM);
    }

    @Test
    void ifOneFailsInAWayThatIsNotTolerated() throws InterruptedException {
      Scenario recreate = thenForEver(new Recreate(), Set.of(FailureKind.SERVER_ERROR));
      Report report = rehearsal(ANSWERS_503).endAtFirstFailure().run(recreate).report();
      assertThat(failures(report)).contains(FailureKind.NO_ENDPOINT);
      assertThat(report.verdict().passed()).isFalse();
    }

    @Test
    void butNotIfItIsTolerated() throws InterruptedException {
      Report report = rehearsal(GRACEFUL).endAtFirstFailure().recreate().report();
      assertThat(failures(report)).containsExactly(FailureKind.NO_ENDPOINT);
      assertThat(report.complete()).isTrue();
      assertThat(report.verdict().reasons()).isEmpty();
    }

    @Test
    void onlyIfItIsAsked() throws InterruptedException {
      Report report = rehearsal(ANSWERS_503).scaleDown().report();
      assertThat(failures(report)).containsExactly(FailureKind.SERVER_ERROR);
      assertThat(report.complete()).isTrue();
    }

    private static Scenario thenForEver(Step step, Set<FailureKind> tolerated) {
      return new Scenario(step + ", then for ever", List.of(step, FOR_EVER), tolerated);
    }
  }

  @Nested
  class ItIsRefused {
    @Test
    void whereThePathIsWrong() {
      Rehearsal rehearsal =
          rehearsal(GRACEFUL).clients(List.of(FRESH, KEPT_ALIVE.withTarget("/missing")));
      assertThatThrownBy(rehearsal::rollingUpdate)
          .isInstanceOf(RehearsalRefused.class)
          .hasMessageContaining("the first request of the kept-alive clients")
          .hasMessageContaining("/missing")
          .hasMessageContaining("404");
    }

    @Test
    void whereRequestsAreCountedThatHaveNoEnd() {
      Clients endless = Clients.of(ClientKind.STREAMING, 2).withTarget("/endless");
      Rehearsal rehearsal = rehearsal(GRACEFUL).clients(List.of(endless)).atLeast(100);
      assertThatThrownBy(rehearsal::rollingUpdate)
          .isInstanceOf(RehearsalRefused.class)
          .hasMessageStartingWith("requests: 100 (expected: clients whose requests end");
    }

    @Test
    void whereNothingDependsOnTheDependency() {
      assertThatThrownBy(() -> rehearsal(GRACEFUL).dependencyOutage())
          .isInstanceOf(RehearsalRefused.class)
          .hasMessageContaining("{port:dependency}");
    }
  }

  @Test
  void theReportIsWhereItWasAskedFor(@TempDir Path folder) throws Exception {
    rehearsal(GRACEFUL).reportTo(folder).scaleDown();
    assertThat(Files.readString(folder.resolve("report.html"))).contains("unruly-2");
    assertThat(folder.resolve("report.json")).isNotEmptyFile();
  }

  private static Rehearsal rehearsal(Manner manner) {
    return rehearsal(service(manner));
  }

  private static Rehearsal rehearsal(PodSpec spec) {
    return Rehearsal.of(spec)
        .clients(List.of(KEPT_ALIVE, FRESH))
        .propagation(Propagation.fixed(Duration.ofMillis(400)))
        .warmUp(Duration.ofMillis(500));
  }

  private static PodSpec service(Manner manner) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    List<String> command =
        List.of(
            java, "-Xshare:auto", "-cp", classPath, UnrulyServer.class.getName(), manner.name());
    return PodSpec.of("unruly", command).withProbes(Probes.NONE.withReadiness(listening()));
  }

  private static ProbeSpec listening() {
    return ProbeSpec.everySecond(HttpGet.of("/"))
        .withPeriod(Duration.ofMillis(100))
        .withFailureThreshold(100);
  }

  private static List<PodEvent.Kind> kinds(Report report, String pod) {
    return report.pods().stream()
        .filter(history -> history.name().equals(pod))
        .flatMap(history -> history.events().stream())
        .map(PodEvent::kind)
        .toList();
  }

  private static Set<FailureKind> failures(Report report) {
    Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
    for (Count count : report.results().byClient().values()) {
      kinds.addAll(count.failures().keySet());
    }
    return kinds;
  }
}
