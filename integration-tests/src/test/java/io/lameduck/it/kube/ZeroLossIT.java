package io.lameduck.it.kube;

import static io.lameduck.rehearsal.model.ClientKind.FRESH;
import static io.lameduck.rehearsal.model.ClientKind.IDLE;
import static io.lameduck.rehearsal.model.ClientKind.KEPT_ALIVE;
import static io.lameduck.rehearsal.model.ClientKind.SLOW;
import static io.lameduck.rehearsal.model.ClientKind.STREAMING;
import static io.lameduck.rehearsal.model.ClientKind.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DeploymentSpecBuilder;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.Results;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever an operator does to the pods of a service, its clients do not notice. */
@OnCluster
class ZeroLossIT {
  private static final int ROUNDS = Setting.ROUNDS.value().map(Integer::valueOf).orElse(2);
  private static final int DELETED_PER_ROUND = 7;
  private static final int MAX_HASTY_ROUNDS = 3;
  private static final long REQUESTS = 1000;
  private static final String INSIDE = "kept-alive=4 idle=4 fresh=4 slow=4 upload=2 streaming=2";
  private static final List<Clients> OUTSIDE =
      List.of(
          Clients.of(KEPT_ALIVE, 4).withPause(Duration.ofMillis(50)),
          Clients.of(IDLE, 8),
          Clients.of(FRESH, 4),
          Clients.of(SLOW, 4),
          Clients.of(UPLOAD, 2),
          Clients.of(STREAMING, 2));

  /** Those that notice first. */
  private static final List<Clients> CROWD =
      List.of(Clients.of(FRESH, 24).withPause(Duration.ofMillis(20)));

  /** As users have it, only faster: new pods are trusted after two seconds. */
  private static Manifest hello() {
    return Manifest.of("hello").with(DeploymentSpecBuilder.class, s -> s.withMinReadySeconds(2));
  }

  @Test
  void noRequestFailsWhateverIsDoneToThePods(Namespace namespace) throws Exception {
    namespace.apply(hello());
    Workload hello = new Workload(namespace, "hello").awaitRolledOut();
    InsideLoad inside = InsideLoad.start(namespace, "hello:80", INSIDE);
    try (OutsideLoad outside = OutsideLoad.start(namespace, "hello", 8080, OUTSIDE)) {
      for (int i = 0; i < ROUNDS; i++) {
        hello.restart().awaitRolledOut();
        hello.undo().awaitRolledOut();
        hello.scale(3).awaitRolledOut().scale(2).awaitRolledOut();
        hello.delete(1).awaitRolledOut();
        hello.evictOne().awaitRolledOut();
      }
      assertAllDrained(namespace.awaitEnds(hello.deleted()));
      InsideLoad.Score score = inside.score();
      Results results = outside.stop();
      System.out.println(
          ROUNDS + " rounds: " + score + " from a pod, " + results.requests() + " from outside");
      assertThat(score.failures()).isEmpty();
      assertThat(results.failures()).isEmpty();
      assertThat(score.requests()).isGreaterThan(REQUESTS);
      assertThat(results.requests()).isGreaterThan(REQUESTS);
    }
  }

  private static void assertAllDrained(List<LastWords> ends) {
    assertThat(ends)
        .hasSize(ROUNDS * DELETED_PER_ROUND)
        .allSatisfy(end -> assertThat(end.exitCode()).as(end.text()).isZero())
        .allSatisfy(end -> assertThat(end.text()).startsWith("drained after SIGTERM in "));
  }

  /**
   * The end of one pod may go unnoticed, where a quick machine has taken its endpoint away in time.
   * That of several in a row hardly can: kube-proxy makes two changes at once and then one a second
   * ({@code --iptables-min-sync-period}, kubernetes/kubernetes#92836). So a round in which nobody
   * noticed says nothing of the delay, and is followed by another one.
   */
  @Test
  void requestsFailWhereThereIsNoDelay(Namespace namespace) throws Exception {
    namespace.apply(
        hello()
            .set("LAMEDUCK_PROPAGATION_DELAY", "0s")
            .set("LAMEDUCK_QUIET_PERIOD", "0s")
            .set("LAMEDUCK_IDLE_LINGER", "0s"));
    Workload hello = new Workload(namespace, "hello").awaitRolledOut();
    try (OutsideLoad outside = OutsideLoad.start(namespace, "hello", 8080, CROWD)) {
      for (int i = 0; i < MAX_HASTY_ROUNDS && outside.failed() == 0; i++) {
        hello.scale(6).awaitRolledOut().delete(4).awaitRolledOut();
      }
      Results results = outside.stop();
      System.out.println(
          results.failed() + " of " + results.requests() + " failed without a delay");
      assertThat(results.failures()).isNotEmpty();
    }
  }
}
