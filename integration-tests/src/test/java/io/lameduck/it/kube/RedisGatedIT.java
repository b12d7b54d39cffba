package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnCluster
final class RedisGatedIT {
  private static final Duration OUTAGE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void getsNoTrafficAndIsNotRestartedWhileRedisIsGone(Namespace namespace) {
    Manifest redis = Manifest.of("redis-gated", "redis.yaml");
    Manifest service = Manifest.of("redis-gated").withContainers(Restarts::withoutPatience);
    namespace.apply(redis.and(service));
    namespace.awaitReady("redis-gated", 2);
    awaitEndpoints(namespace, 2);

    namespace.client().apps().deployments().withName("redis").delete();
    awaitEndpoints(namespace, 0);
    await("pods that are not ready")
        .until(() -> namespace.pods("redis-gated").stream().noneMatch(Readiness::isPodReady));
    assertThat(namespace.pods("redis-gated")).hasSize(2);
    await("an outage").during(OUTAGE).atMost(PATIENCE).until(() -> endpoints(namespace).isEmpty());

    namespace.apply(redis);
    namespace.awaitReady("redis-gated", 2);
    awaitEndpoints(namespace, 2);
    assertThat(namespace.pods("redis-gated")).extracting(Restarts::of).containsOnly(0);
  }

  private static void awaitEndpoints(Namespace namespace, int count) {
    await(count + " endpoints of the Service")
        .atMost(PATIENCE)
        .until(() -> endpoints(namespace).size() == count);
  }

  /** Where the Service sends its clients. */
  private static List<EndpointAddress> endpoints(Namespace namespace) {
    return namespace.client().endpoints().withName("redis-gated").get().getSubsets().stream()
        .flatMap(subset -> subset.getAddresses().stream())
        .toList();
  }
}
