package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lameduck.rehearsal.RehearsalListener;
import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.DrainNode;
import io.lameduck.rehearsal.model.KillDuringStart;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Recreate;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.RollingUpdate;
import io.lameduck.rehearsal.model.Scale;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.model.Step;
import io.lameduck.rehearsal.verdict.MinRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each step as a cluster sees it, and what is left of it. */
class ClusterRunTest extends OnMockCluster {
  private final List<String> complaints = new ArrayList<>();
  private FakeCluster cluster;
  private MinRequests minRequests = new MinRequests(0, Duration.ZERO);

  @BeforeEach
  void deploy() {
    cluster = new FakeCluster(server, client(), 2);
  }

  @AfterEach
  void stop() throws InterruptedException {
    cluster.stop();
  }

  private Report play(Step... steps) throws InterruptedException {
    return play(new RehearsalListener() {}, OptionalInt.empty(), steps);
  }

  private Report play(RehearsalListener listener, OptionalInt replicas, Step... steps)
      throws InterruptedException {
    ClusterPlan plan =
        new ClusterPlan(
            "orders",
            "orders",
            "http",
            "lameduck-rehearsal:test",
            new Scenario("test", List.of(steps), Set.of()),
            List.of(Clients.of(ClientKind.FRESH, 1)),
            1,
            Duration.ZERO,
            replicas,
            minRequests,
            Duration.ZERO,
            Duration.ofSeconds(10),
            Duration.ofSeconds(3));
    try (Undo undo = new Undo(complaints::add)) {
      return new ClusterRun(client(), plan, listener, undo).play();
    }
  }

  private void assertNothingIsLeft() {
    assertThat(complaints).isEmpty();
    assertThat(cluster.clientPods()).hasSize(1).isEqualTo(cluster.clientsRemoved);
    assertThat(cluster.current().getSpec().getReplicas()).isEqualTo(2);
  }

  @Test
  void aRollingUpdateReplacesEveryPod() throws InterruptedException {
    Report report = play(new RollingUpdate(1, 0));
    assertThat(report.pods())
        .extracting(PodHistory::name)
        .containsExactlyInAnyOrder("orders-1", "orders-2", "orders-3", "orders-4");
    assertThat(report.pods())
        .filteredOn(pod -> pod.end() != null)
        .extracting(PodHistory::name)
        .containsExactlyInAnyOrder("orders-1", "orders-2");
    assertThat(report.results().requests()).isEqualTo(40);
    assertThat(report.verdict().passed()).isTrue();
    assertThat(cluster.current().getSpec().getTemplate().getMetadata().getAnnotations())
        .containsOnlyKeys("kubectl.kubernetes.io/restartedAt");
    assertNothingIsLeft();
  }

  @Test
  void theNumberOfReplicasIsPutBack() throws InterruptedException {
    play(new RehearsalListener() {}, OptionalInt.of(3), new Scale(1));
    assertThat(cluster.replicasAsked).containsExactly(3, 1, 2);
    assertNothingIsLeft();
  }

  @Test
  void recreateStartsNewPodsWhenTheOldOnesAreGone() throws InterruptedException {
    play(new Recreate());
    assertThat(cluster.replicasAsked).containsExactly(0, 2);
    assertThat(cluster.started).hasSize(4);
    assertNothingIsLeft();
  }

  @Test
  void theOldestPodsAreEvictedOnceABudgetAllowsIt() throws InterruptedException {
    play(new DrainNode(2, 1));
    assertThat(cluster.evicted).containsExactly("orders-1", "orders-2");
    assertThat(cluster.started).hasSize(4);
    assertNothingIsLeft();
  }

  @Test
  void theNewPodIsDeletedDuringItsStart() throws InterruptedException {
    Report report = play(new KillDuringStart(Duration.ofMillis(50)));
    assertThat(cluster.replicasAsked).startsWith(3, 2);
    assertThat(report.pods())
        .filteredOn(pod -> pod.end() != null)
        .extracting(PodHistory::name)
        .contains("orders-3");
    assertNothingIsLeft();
  }

  /** The clients of the mock make 40 requests and no more. */
  @Test
  void tooFewRequestsFailTheRehearsalOnceNoneEndsForTooLong() throws InterruptedException {
    minRequests = new MinRequests(41, Duration.ofSeconds(1));
    assertThat(play(new Scale(2)).verdict().reasons())
        .containsExactly("Only 40 of 41 requests were made: then no request ended for 1 s.");
    assertNothingIsLeft();
  }

  @Test
  void whatFailsLeavesNothingBehindEither() {
    RehearsalListener breaking =
        new RehearsalListener() {
          @Override
          public void step(String what) {
            cluster.neverReady = what.equals("scale to 3");
          }
        };
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(() -> play(breaking, OptionalInt.empty(), new Scale(3)))
        .withMessage(
            "the pods of deployment orders were not available within 3 s (expected: sooner;"
                + " --step-timeout gives a step more time)")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NEVER_READY));
    assertNothingIsLeft();
  }
}
