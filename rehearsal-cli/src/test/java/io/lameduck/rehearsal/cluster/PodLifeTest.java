package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.PodEnd;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodLifeTest {
  private static final String DRAINED =
      "drained after SIGTERM in 6.1s: lame-duck 5.0s (quiet), draining 1.1s (drained), closing 0.0s"
          + " (closed); served 12, late 3 (last new connection after 2.4s), cut 0; exit 0";

  private final List<PodEvent> told = new ArrayList<>();

  private static PodBuilder pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName("orders-1")
        .withUid("1")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("orders")
        .endContainer()
        .endSpec()
        .withNewStatus()
        .endStatus();
  }

  private static PodBuilder running(int restarts, boolean ready) {
    return pod()
        .editStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .addNewContainerStatus()
        .withName("orders")
        .withRestartCount(restarts)
        .withNewState()
        .withNewRunning()
        .endRunning()
        .endState()
        .withNewLastState()
        .endLastState()
        .endContainerStatus()
        .endStatus();
  }

  private static Pod deleted(PodBuilder pod) {
    return pod.editMetadata()
        .withDeletionTimestamp("2026-11-30T21:00:31Z")
        .withDeletionGracePeriodSeconds(30L)
        .endMetadata()
        .build();
  }

  private static Pod ended(int exitCode, String message) {
    return deleted(
        running(0, false)
            .editStatus()
            .editContainerStatus(0)
            .withNewState()
            .withNewTerminated()
            .withExitCode(exitCode)
            .withReason("Completed")
            .withMessage(message)
            .endTerminated()
            .endState()
            .endContainerStatus()
            .endStatus());
  }

  private PodLife life(PodBuilder pod, double at) {
    return new PodLife(pod.build(), seconds(at), told::add);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  private static PodEnd end(PodLife life) {
    return Objects.requireNonNull(life.history().end());
  }

  @Test
  void startsGetsReadyIsDeletedAndEnds() {
    PodLife life = life(pod(), 1);
    life.update(running(0, false).build(), seconds(2));
    life.update(running(0, true).build(), seconds(4));
    life.update(deleted(running(0, true)), seconds(10));
    life.update(deleted(running(0, false)), seconds(11));
    life.update(ended(0, DRAINED), seconds(16.5));
    life.gone(seconds(17));

    assertThat(told)
        .extracting(PodEvent::kind)
        .containsExactly(Kind.STARTED, Kind.READY, Kind.DELETED, Kind.EXITED);
    assertThat(life.history().events())
        .extracting(PodEvent::kind)
        .containsExactly(Kind.STARTED, Kind.READY, Kind.DELETED, Kind.SIGTERM, Kind.EXITED);
    assertThat(end(life)).isEqualTo(new PodEnd(0, false, seconds(6.5), seconds(6.1), DRAINED));
    assertThat(life.lastWords().flatMap(LastWords::lateConnections))
        .hasValue(new LateConnections(1, seconds(2.4), seconds(2.4), seconds(2.4), seconds(2.4)));
  }

  @Test
  void sigtermComesWithTheDeletionWhereThereIsNoHookAndNoLastWords() {
    PodLife life = life(running(0, true), 0);
    life.update(deleted(running(0, true)), seconds(10));
    life.update(ended(143, ""), seconds(10.5));
    assertThat(end(life)).isEqualTo(new PodEnd(143, false, seconds(0.5), seconds(0.5), ""));
    assertThat(life.history().events()).contains(new PodEvent(seconds(10), Kind.DELETED, ""));
  }

  @Test
  void nobodyKnowsSigtermBehindAHookOfItsOwnLength() {
    PodBuilder hooked =
        running(0, true)
            .editSpec()
            .editFirstContainer()
            .withNewLifecycle()
            .withNewPreStop()
            .withNewExec()
            .withCommand("drain")
            .endExec()
            .endPreStop()
            .endLifecycle()
            .endContainer()
            .endSpec();
    PodLife life = life(hooked, 0);
    life.update(deleted(hooked), seconds(10));
    life.gone(seconds(20));
    assertThat(life.history().events())
        .contains(new PodEvent(seconds(10), Kind.DELETED, "preStop: drain"))
        .extracting(PodEvent::kind)
        .doesNotContain(Kind.SIGTERM);
    assertThat(end(life).afterSigterm()).isZero();
  }

  /** As kubelets before 1.22 do it: the pod vanishes, and its log has ended long before. */
  @Test
  void anEndThatTheKubeletLosesIsThatOfItsLog() {
    PodLife life = life(running(0, true), 0);
    life.update(deleted(running(0, true)), seconds(10));
    life.gone(seconds(22));
    life.log(List.of("[main] INFO io.lameduck.Lameduck - " + DRAINED), Optional.of(seconds(16.2)));
    assertThat(end(life)).isEqualTo(new PodEnd(0, false, seconds(6.2), seconds(6.1), DRAINED));
    assertThat(life.history().events())
        .contains(new PodEvent(seconds(16.2), Kind.EXITED, "exit code 0"));
  }

  @Test
  void anEndWithoutAnyWordIsUnknown() {
    PodLife life = life(running(0, true), 0);
    life.update(deleted(running(0, true)), seconds(10));
    life.gone(seconds(22));
    assertThat(end(life).exitCode()).isEqualTo(PodEnd.UNKNOWN);
    assertThat(end(life).killed()).isFalse();
  }

  @Test
  void whatOutlivesItsGracePeriodIsKilled() {
    PodLife life = life(running(0, true), 0);
    life.update(deleted(running(0, true)), seconds(10));
    life.update(ended(137, ""), seconds(39.1));
    assertThat(end(life).killed()).isTrue();
    assertThat(life.history().events()).extracting(PodEvent::kind).contains(Kind.SIGKILL);
  }

  @Test
  void whatIsKilledSoonerWasNotKilledForThat() {
    PodLife life = life(running(0, true), 0);
    life.update(deleted(running(0, true)), seconds(10));
    life.update(ended(137, ""), seconds(38.9));
    assertThat(end(life).killed()).isFalse();
  }

  @Test
  void onlyRestartsThatWereSeenCount() {
    PodLife life = life(running(3, true), 0);
    assertThat(life.history().restarts()).isZero();
    life.update(running(4, false).build(), seconds(5));
    assertThat(life.history().restarts()).isEqualTo(1);
    assertThat(life.history().end()).isNull();
  }
}
