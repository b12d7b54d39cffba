package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.lameduck.rehearsal.model.EndpointChange;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlicesTest extends OnMockCluster {
  private static final Duration NOW = Duration.ofSeconds(7);

  /** It is always seven seconds after the beginning. */
  private static Stopwatch stopwatch() {
    long[] nanos = {0, NOW.toNanos()};
    int[] asked = {0};
    return Stopwatch.by(() -> nanos[Math.min(asked[0]++, 1)]);
  }

  private static EndpointSlice slice(String name, Endpoint... endpoints) {
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("kubernetes.io/service-name", "orders")
        .endMetadata()
        .withAddressType("IPv4")
        .withEndpoints(endpoints)
        .build();
  }

  private static Endpoint endpoint(String pod, boolean ready) {
    return new EndpointBuilder()
        .withNewTargetRef()
        .withName(pod)
        .endTargetRef()
        .withNewConditions()
        .withReady(ready)
        .endConditions()
        .build();
  }

  private static Endpoints endpoints(String... pods) {
    List<EndpointAddress> addresses =
        Stream.of(pods)
            .map(
                pod -> new EndpointAddressBuilder().withNewTargetRef().withName(pod).endTargetRef())
            .map(EndpointAddressBuilder::build)
            .toList();
    return new EndpointsBuilder()
        .withNewMetadata()
        .withName("orders")
        .endMetadata()
        .addNewSubset()
        .withAddresses(addresses)
        .endSubset()
        .build();
  }

  @Test
  void slicesTellWhoIsReady() {
    server
        .expect()
        .get()
        .withPath("/apis/discovery.k8s.io/v1")
        .andReturn(
            200,
            new APIResourceListBuilder()
                .addNewResource()
                .withKind("EndpointSlice")
                .endResource()
                .build())
        .once();
    client().resource(slice("a", endpoint("orders-1", true), endpoint("orders-2", false))).create();
    try (Slices slices = Slices.watch(client(), "orders", stopwatch())) {
      client().resource(slice("b", endpoint("orders-3", true))).create();
      await().until(() -> slices.changes().size() == 2);
      client().resource(slice("a", endpoint("orders-1", false))).update();
      await().until(() -> slices.changes().size() == 3);
      assertThat(slices.changes())
          .containsExactly(
              new EndpointChange(Duration.ZERO, "orders-1", true),
              new EndpointChange(NOW, "orders-3", true),
              new EndpointChange(NOW, "orders-1", false));
    }
  }

  @Test
  void aPodThatMovesFromOneSliceToAnotherStays() {
    server
        .expect()
        .get()
        .withPath("/apis/discovery.k8s.io/v1")
        .andReturn(
            200,
            new APIResourceListBuilder()
                .addNewResource()
                .withKind("EndpointSlice")
                .endResource()
                .build())
        .once();
    client().resource(slice("a", endpoint("orders-1", true))).create();
    try (Slices slices = Slices.watch(client(), "orders", stopwatch())) {
      client()
          .resource(slice("b", endpoint("orders-1", true), endpoint("orders-2", true)))
          .create();
      await().until(() -> slices.changes().size() == 2);
      client().resource(slice("a", endpoint("orders-1", true))).delete();
      client().resource(slice("b", endpoint("orders-1", true))).update();
      await().until(() -> slices.changes().size() == 3);
      assertThat(slices.changes())
          .extracting(EndpointChange::pod)
          .containsExactly("orders-1", "orders-2", "orders-2");
    }
  }

  @Test
  void clustersWithoutThemHaveEndpoints() {
    client().resource(endpoints("orders-1")).create();
    try (Slices slices = Slices.watch(client(), "orders", stopwatch())) {
      client().resource(endpoints("orders-2")).update();
      await().until(() -> slices.changes().size() == 3);
      assertThat(slices.changes())
          .containsExactly(
              new EndpointChange(Duration.ZERO, "orders-1", true),
              new EndpointChange(NOW, "orders-2", true),
              new EndpointChange(NOW, "orders-1", false));
    }
  }
}
