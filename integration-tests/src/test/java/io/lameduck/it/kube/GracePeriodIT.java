package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Five seconds to end, of which the library may have been told or not. */
@OnCluster
class GracePeriodIT {
  private static final long SECONDS = 5;

  private static final Manifest HELLO = Manifest.of("hello"); // which believes in thirty
  private static final Manifest QUICK = HELLO.env("LAMEDUCK_PROPAGATION_DELAY", "2s");
  private static final Manifest TOLD =
      HELLO
          .env("LAMEDUCK_GRACE_PERIOD", SECONDS + "s")
          .env("LAMEDUCK_PROPAGATION_DELAY", "1s")
          .env("LAMEDUCK_CLOSE_RESERVE", "1s");

  @Test
  void whoIsKilledTellsHowFarItCame(Namespace namespace) {
    namespace.apply(inFiveSeconds(HELLO.pod("unaware")));
    namespace.apply(inFiveSeconds(QUICK.pod("quick")));
    namespace.apply(inFiveSeconds(TOLD.pod("told")));
    namespace.awaitReady("hello", 3);
    CompletableFuture<String> slow =
        CompletableFuture.supplyAsync(() -> namespace.get("told", 8080, "/slow?ms=60000"));
    Map<String, Stopped> stopped = Stopped.all(namespace, "hello");

    assertKilled(stopped.get("unaware").end());
    assertEnded(stopped.get("quick").end(), 0, "lameduck: drained after SIGTERM in ");
    assertEnded(stopped.get("told").end(), 1, "lameduck: cut after SIGTERM in ");
    assertThat(slow).failsWithin(Duration.ofSeconds(30));
  }

  @Test
  void aDeletionThatLeavesLessIsNoDifferent(Namespace namespace) {
    namespace.apply(HELLO.pod("unaware"));
    namespace.apply(QUICK.pod("quick"));
    namespace.awaitReady("hello", 2);
    Pod unaware = Objects.requireNonNull(namespace.history().lastSeen("unaware"));
    Pod quick = Objects.requireNonNull(namespace.history().lastSeen("quick"));
    namespace.client().pods().withLabel(AppLabel.KEY, "hello").withGracePeriod(SECONDS).delete();

    assertThat(namespace.awaitEnd(quick).exitCode()).isZero();
    Pod last = namespace.awaitGone(unaware);
    FollowedLog log = namespace.awaitLog(unaware);
    log.awaitEnd();
    assertThat(log.text())
        .anyMatch(line -> line.contains("shutting down: SIGTERM"))
        .noneMatch(line -> line.contains("; exit "));
    // Kubelets before 1.22 lose most of those that are deleted; that it wrote no more is known of
    // all.
    Ended.of(last, "hello").ifPresent(GracePeriodIT::assertKilled);
  }

  private static Manifest inFiveSeconds(Manifest pod) {
    return pod.withPods(spec -> spec.withTerminationGracePeriodSeconds(SECONDS));
  }

  private static void assertKilled(Ended end) {
    assertEnded(end, 137, "lameduck: not finished after SIGTERM: lame-duck ");
  }

  private static void assertEnded(Ended end, int exitCode, String message) {
    assertThat(end.message()).startsWith(message);
    assertThat(end.exitCode()).isEqualTo(exitCode);
  }
}
