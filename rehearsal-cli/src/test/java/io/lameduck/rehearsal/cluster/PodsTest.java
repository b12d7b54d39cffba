package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.lameduck.rehearsal.RehearsalListener;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodsTest extends OnMockCluster {
  private static PodBuilder pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid(name)
        .withCreationTimestamp("2026-11-30T21:00:00Z")
        .addToLabels("app", "orders")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("orders")
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .endStatus();
  }

  @BeforeEach
  void deploy() {
    client()
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName("orders")
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", "orders")
                .endSelector()
                .endSpec()
                .build())
        .create();
  }

  private Pods watch() {
    Workload workload = Workload.find(client(), "orders");
    return Pods.watch(client(), workload, Stopwatch.start(), new RehearsalListener() {});
  }

  @Test
  void thoseThatWereThereAreReadyFromTheBeginning() {
    client().resource(pod("orders-1").build()).create();
    try (Pods pods = watch()) {
      assertThat(pods.areReady(1)).isTrue();
      assertThat(pods.histories())
          .flatExtracting(PodHistory::events)
          .containsExactly(new PodEvent(Duration.ZERO, PodEvent.Kind.READY, ""));
      awaitEventOfTheWatch(pods);
    }
  }

  /**
   * A mock whose watch is closed while it still sends what there was blocks its event loop for a
   * minute (fabric8, WatchEventsListener.onClosed), and cannot be closed itself.
   */
  private void awaitEventOfTheWatch(Pods pods) {
    int before = pods.running().size();
    client().resource(pod("one-more").build()).create();
    await().until(() -> pods.running().size() > before);
  }

  @Test
  void thoseThatWereLeavingOrOverAreNotLookedAt() {
    client().resource(pod("evicted").editStatus().withPhase("Failed").endStatus().build()).create();
    client()
        .resource(
            pod("leaving").editMetadata().addToFinalizers("somebody/else").endMetadata().build())
        .create();
    client().pods().withName("leaving").delete(); // and somebody else has to let it go
    try (Pods pods = watch()) {
      client().resource(pod("orders-1").build()).create();
      await().until(() -> pods.areReady(1));
      client()
          .resource(pod("evicted").editStatus().withPhase("Running").endStatus().build())
          .update();
      client().resource(pod("orders-2").build()).create();
      await().until(() -> pods.running().size() == 2);
      assertThat(pods.histories())
          .extracting(PodHistory::name)
          .containsExactly("orders-1", "orders-2");
    }
  }

  @Test
  void onesThatAreDeletedHaveEndedOnceTheyAreGone() {
    client().resource(pod("orders-1").build()).create();
    try (Pods pods = watch()) {
      client().pods().withName("orders-1").delete();
      await().until(() -> pods.running().isEmpty());
      assertThat(pods.haveEnded()).isTrue();
      assertThat(pods.areReady(0)).isTrue();
      assertThat(pods.histories()).first().extracting(PodHistory::end).isNotNull();
    }
  }
}
