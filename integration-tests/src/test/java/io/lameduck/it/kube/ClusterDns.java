package io.lameduck.it.kube;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/**
 * The names of Services for pods. A cluster says by the Service {@code kube-dns} that it has them,
 * and by the endpoints of that Service that somebody answers, which may be half a minute later.
 */
final class ClusterDns {
  private static final String NAMESPACE = "kube-system";
  private static final String NAME = "kube-dns";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final KubernetesClient client;

  ClusterDns(KubernetesClient client) {
    this.client = client;
  }

  /** False where the cluster has none; otherwise waits until it answers. */
  boolean awaitIfAny() {
    if (client.services().inNamespace(NAMESPACE).withName(NAME).get() == null) {
      return false;
    }
    await("an endpoint of kube-dns that is ready").atMost(PATIENCE).until(this::answers);
    return true;
  }

  private boolean answers() {
    Endpoints endpoints = client.endpoints().inNamespace(NAMESPACE).withName(NAME).get();
    return endpoints != null
        && endpoints.getSubsets().stream().anyMatch(subset -> !subset.getAddresses().isEmpty());
  }
}
