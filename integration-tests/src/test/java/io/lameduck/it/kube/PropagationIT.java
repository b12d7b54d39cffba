package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** For how long clients go on coming to a pod that was told to end, and whether it awaits them. */
@OnCluster
class PropagationIT {
  private static final int METRICS = 9090;
  private static final int DELETED = 3;
  private static final List<Clients> FRESH =
      List.of(Clients.of(ClientKind.FRESH, 12).withPause(Duration.ofMillis(20)));

  /** What was seen of one pod, all counted from SIGTERM; negative is before. */
  private record Seen(Duration endpointGone, Duration lastConnection, Duration lameDuck) {}

  @Test
  void theLameDuckOutlastsTheEndpointAndTheLastNewConnection(Namespace namespace)
      throws InterruptedException {
    namespace.apply(Manifest.of("blue-green"));
    namespace.awaitReady("blue-green", 2);
    try (EndpointRemovals removals = EndpointRemovals.of(namespace, "blue-green");
        OutsideLoad load = OutsideLoad.start(namespace, "blue-green", 8080, FRESH)) {
      for (int i = 0; i < DELETED; i++) {
        Seen seen = delete(namespace, removals, namespace.awaitAnyReady("blue-green"));
        System.out.println("counted from SIGTERM: " + seen);
        assertThat(seen.endpointGone()).isLessThan(seen.lameDuck());
        assertThat(seen.lastConnection()).isLessThan(seen.lameDuck());
        namespace.awaitReady("blue-green", 2);
      }
      assertThat(load.stop().failures()).isEmpty();
    }
  }

  private static Seen delete(Namespace namespace, EndpointRemovals removals, Pod pod) {
    String name = pod.getMetadata().getName();
    FollowedLog log = namespace.awaitLog(pod);
    try (LastScrape scrape = LastScrape.of(namespace, name, METRICS)) {
      namespace.client().resource(pod).delete();
      Instant sigterm = log.awaitLine("shutting down: SIGTERM");
      Instant drain = log.awaitLine("(quiet)");
      await("the endpoint to be gone").until(() -> removals.of(name) != null);
      Duration endpointGone = Duration.between(sigterm, Objects.requireNonNull(removals.of(name)));
      namespace.awaitGone(pod);
      return new Seen(endpointGone, lastConnection(scrape), Duration.between(sigterm, drain));
    }
  }

  private static Duration lastConnection(LastScrape scrape) {
    double seconds = scrape.value("lameduck_late_connections_last_seconds");
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}
