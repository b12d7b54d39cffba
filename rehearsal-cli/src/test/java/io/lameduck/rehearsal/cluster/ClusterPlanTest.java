package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Scenario;
import io.lameduck.rehearsal.verdict.MinRequests;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClusterPlanTest {
  private static final List<Clients> CLIENTS =
      List.of(Clients.of(ClientKind.IDLE, 1), Clients.of(ClientKind.STREAMING, 1));

  private static ClusterPlan plan(Scenario scenario) {
    return new ClusterPlan(
        "orders",
        "orders",
        "",
        "image",
        scenario,
        CLIENTS,
        1,
        ClusterPlan.untilConnected(CLIENTS),
        OptionalInt.empty(),
        new MinRequests(0, Duration.ZERO),
        Duration.ZERO,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1));
  }

  @Test
  void whatCannotBeDoneToAClusterIsRefused() {
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(() -> plan(Scenario.secondSigterm()))
        .withMessageStartingWith("second-sigterm: nobody but the kubelet")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.IMPOSSIBLE));
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(() -> plan(Scenario.dependencyOutage()))
        .withMessageStartingWith("dependency-outage: the dependencies");
  }

  @Test
  void aServiceWithoutPodsRefuses() {
    assertThat(plan(Scenario.recreate()).tolerated())
        .containsExactlyInAnyOrder(
            FailureKind.NO_ENDPOINT,
            FailureKind.REFUSED,
            FailureKind.CONNECT_TIMEOUT,
            FailureKind.UNREACHABLE);
    assertThat(plan(Scenario.rollingUpdate()).tolerated()).isEmpty();
  }

  @Test
  void theLoadIsThereBeforeAnythingHappens() {
    assertThat(plan(Scenario.rollingUpdate()).warmUp()).isEqualTo(Duration.ofSeconds(6));
    assertThat(plan(Scenario.rollingUpdate()).kindsWithAnEnd()).containsExactly(ClientKind.IDLE);
  }
}
