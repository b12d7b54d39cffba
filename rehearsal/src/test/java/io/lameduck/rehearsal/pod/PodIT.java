package io.lameduck.rehearsal.pod;

import static io.lameduck.rehearsal.model.PodEvent.Kind.DELETED;
import static io.lameduck.rehearsal.model.PodEvent.Kind.EXITED;
import static io.lameduck.rehearsal.model.PodEvent.Kind.NOT_READY;
import static io.lameduck.rehearsal.model.PodEvent.Kind.READY;
import static io.lameduck.rehearsal.model.PodEvent.Kind.SECOND_SIGTERM;
import static io.lameduck.rehearsal.model.PodEvent.Kind.SIGKILL;
import static io.lameduck.rehearsal.model.PodEvent.Kind.SIGTERM;
import static io.lameduck.rehearsal.model.PodEvent.Kind.STARTED;
import static io.lameduck.rehearsal.model.PodEvent.Kind.UNHEALTHY;
import static io.lameduck.rehearsal.pod.Shell.DEAF;
import static io.lameduck.rehearsal.pod.Shell.OBEDIENT;
import static io.lameduck.rehearsal.pod.Shell.running;
import static io.lameduck.rehearsal.pod.Shell.succeedsIf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lameduck.rehearsal.model.Handler;
import io.lameduck.rehearsal.model.HttpGet;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.model.ProbeSpec;
import io.lameduck.rehearsal.model.Probes;
import io.lameduck.rehearsal.model.Sleep;
import io.lameduck.rehearsal.model.StartFailed;
import io.lameduck.rehearsal.model.StartFailed.Reason;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PodIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Processes processes = Processes.create();
  private final Path file;

  PodIT(@TempDir Path folder) {
    this.file = folder.resolve("file");
  }

  @AfterEach
  void endAll() {
    processes.close();
  }

  @Nested
  class ItIsReady {
    @Test
    void asSoonAsItRunsIfNothingProbesIt() throws Exception {
      Pod pod = ready(running(OBEDIENT));
      assertThat(kinds(pod)).containsExactly(STARTED, READY);
    }

    @Test
    void onlyWhileItsReadinessProbePasses() throws Exception {
      Pod pod = start(running(OBEDIENT).withProbes(readiness(fileExists())));
      Files.createFile(file);
      pod.awaitReady(SOON);
      Files.delete(file);
      awaitKinds(pod, STARTED, READY, NOT_READY);
      Files.createFile(file);
      awaitKinds(pod, STARTED, READY, NOT_READY, READY);
    }

    @Test
    void onlyOnceItsStartupProbeHasPassed() throws Exception {
      Probes probes = Probes.NONE.withStartup(often(fileExists()).withFailureThreshold(1000));
      Pod pod = start(running(OBEDIENT).withProbes(probes));
      assertThat(kinds(pod)).doesNotContain(READY);
      Files.createFile(file);
      pod.awaitReady(SOON);
    }
  }

  @Nested
  class ItIsRestarted {
    @Test
    void whenItsLivenessProbeFails() throws Exception {
      Files.createFile(file);
      Pod pod = ready(running(OBEDIENT).withProbes(Probes.NONE.withLiveness(often(fileExists()))));
      Files.delete(file);
      awaitKinds(pod, STARTED, READY, UNHEALTHY, NOT_READY, SIGTERM, EXITED, STARTED, READY);
      assertThat(pod.history().restarts()).isEqualTo(1);
    }

    @Test
    void whenItEndsByItself() throws Exception {
      Pod pod = ready(running("sleep 0.3; exit 3"));
      awaitKinds(pod, STARTED, READY, EXITED, NOT_READY, STARTED, READY);
    }

    @Test
    void butNotOnceItIsDeleted() throws Exception {
      Files.createFile(file);
      Pod pod = ready(running(DEAF).withProbes(Probes.NONE.withLiveness(often(fileExists()))));
      awaitLine(pod, "deaf");
      pod.delete();
      Files.delete(file);
      pod.signalAgain();
      assertThat(kinds(pod)).doesNotContain(UNHEALTHY);
    }
  }

  @Nested
  class ADeletedPod {
    @Test
    void getsSigtermAndLeavesItsExitCodeAndMessage() throws Exception {
      String script = "trap 'echo done > {termination-log}; exit 7' TERM; echo up; ";
      Pod pod = ready(running(script + "while :; do sleep 0.02; done"));
      awaitLine(pod, "up");
      PodEnd end = delete(pod);
      assertThat(end.exitCode()).isEqualTo(7);
      assertThat(end.message()).isEqualTo("done\n");
      assertThat(end.killed()).isFalse();
      assertThat(kinds(pod)).containsExactly(STARTED, READY, DELETED, SIGTERM, EXITED);
    }

    @Test
    void isKilledWhenItsGracePeriodIsOver() throws Exception {
      Pod pod = ready(running(DEAF).withGracePeriod(Duration.ofSeconds(3)));
      awaitLine(pod, "deaf");
      PodEnd end = delete(pod);
      assertThat(end.killed()).isTrue();
      assertThat(end.exitCode()).isEqualTo(137);
      assertThat(end.afterDeletion()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
      assertThat(kinds(pod)).containsExactly(STARTED, READY, DELETED, SIGTERM, SIGKILL, EXITED);
    }

    /** Four seconds in all, not four after the hook. */
    @Test
    void paysItsPreStopHookOutOfTheGracePeriod() throws Exception {
      PodSpec spec = running(DEAF).withPreStop(new Sleep(Duration.ofSeconds(2)));
      Pod pod = ready(spec.withGracePeriod(Duration.ofSeconds(4)));
      awaitLine(pod, "deaf");
      PodEnd end = delete(pod);
      assertThat(end.killed()).isTrue();
      assertThat(end.afterDeletion()).isBetween(Duration.ofSeconds(4), Duration.ofMillis(5900));
      assertThat(end.afterSigterm()).isLessThan(Duration.ofMillis(3900));
    }

    @Test
    void hasTwoSecondsAfterAHookThatUsedUpAll() throws Exception {
      PodSpec spec = running(DEAF).withPreStop(new Sleep(Duration.ofMinutes(1)));
      Pod pod = ready(spec.withGracePeriod(Duration.ofMillis(500)));
      awaitLine(pod, "deaf");
      PodEnd end = delete(pod);
      assertThat(end.afterSigterm()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void isTerminatedAlthoughItsHookFails() throws Exception {
      Pod pod = ready(running(OBEDIENT).withPreStop(succeedsIf("exit 1")));
      assertThat(delete(pod).killed()).isFalse();
      assertThat(pod.history().events())
          .anySatisfy(event -> assertThat(event.detail()).contains("preStop failed: sh -c exit 1"));
    }

    @Test
    void mayBeDeletedBeforeItIsReady() throws Exception {
      Pod pod = start(running(OBEDIENT).withProbes(readiness(fileExists())));
      delete(pod);
      assertThat(kinds(pod)).startsWith(STARTED, DELETED, SIGTERM).endsWith(EXITED);
    }

    @Test
    void takesItsChildrenWithIt() throws Exception {
      Pod pod = ready(running("sleep 1000 & echo child $!; " + OBEDIENT));
      awaitLine(pod, "child");
      long child = Long.parseLong(pod.history().log().get(0).substring("child ".length()));
      assertThat(ProcessHandle.of(child)).isPresent();
      delete(pod);
      await().atMost(SOON).until(() -> !isRunning(child));
    }

    @Test
    void hearsASecondSigterm() throws Exception {
      String twice = "trap 'trap \"exit 9\" TERM; echo again' TERM; echo up; ";
      Pod pod = ready(running(twice + "while :; do sleep 0.02; done"));
      awaitLine(pod, "up");
      var end = pod.delete();
      awaitLine(pod, "again");
      pod.awaitSigterm();
      pod.signalAgain();
      assertThat(end.get(20, TimeUnit.SECONDS).exitCode()).isEqualTo(9);
      assertThat(kinds(pod)).contains(SECOND_SIGTERM);
    }
  }

  @Nested
  class AStartThatFailsSaysWhy {
    @Test
    void thereIsNoSuchCommand() {
      PodSpec spec = PodSpec.of("web", List.of("no-such-program"));
      assertFails(spec, Reason.COMMAND_NOT_FOUND, "command not found: no-such-program");
    }

    @Test
    void somebodyElseHasThePort() throws IOException {
      try (ServerSocket other = new ServerSocket(0)) {
        PodSpec spec = running(OBEDIENT).withFirstPort(other.getLocalPort());
        assertFails(spec, Reason.PORT_IN_USE, "port " + other.getLocalPort() + " is in use");
      }
    }

    @Test
    void itCrashed() {
      PodSpec spec = running("echo broken configuration; exit 4");
      assertFails(
          spec.withProbes(readiness(fileExists())),
          Reason.CRASHED,
          "shell ended with exit code 4 before it was ready; its last lines:\n"
              + "  broken configuration");
    }

    @Test
    void itNeverGetsReady() {
      assertFails(
          running(OBEDIENT).withProbes(readiness(HttpGet.of("/ready"))),
          Reason.NEVER_READY,
          "shell was not ready within 1 s: GET /ready never passed; nothing listens on port");
    }

    private void assertFails(PodSpec spec, Reason reason, String message) {
      assertThatThrownBy(() -> start(spec).awaitReady(Duration.ofSeconds(1)))
          .isInstanceOfSatisfying(
              StartFailed.class, failed -> assertThat(failed.reason()).isEqualTo(reason))
          .hasMessageContaining(message);
    }
  }

  private Pod start(PodSpec spec) {
    return Pod.start(spec, processes, Stopwatch.start(), PodListener.NONE);
  }

  private Pod ready(PodSpec spec) throws InterruptedException {
    Pod pod = start(spec);
    pod.awaitReady(SOON);
    return pod;
  }

  private static PodEnd delete(Pod pod) throws Exception {
    return pod.delete().get(20, TimeUnit.SECONDS);
  }

  private Handler fileExists() {
    return succeedsIf("test -f " + file);
  }

  private static Probes readiness(Handler handler) {
    return Probes.NONE.withReadiness(often(handler));
  }

  private static ProbeSpec often(Handler handler) {
    return ProbeSpec.everySecond(handler).withPeriod(Duration.ofMillis(50)).withFailureThreshold(1);
  }

  private static List<PodEvent.Kind> kinds(Pod pod) {
    return pod.history().events().stream().map(PodEvent::kind).toList();
  }

  private static void awaitKinds(Pod pod, PodEvent.Kind... kinds) {
    await().atMost(SOON).untilAsserted(() -> assertThat(kinds(pod)).startsWith(kinds));
  }

  private static void awaitLine(Pod pod, String text) {
    await()
        .atMost(SOON)
        .until(() -> pod.history().log().stream().anyMatch(line -> line.contains(text)));
  }

  private static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
