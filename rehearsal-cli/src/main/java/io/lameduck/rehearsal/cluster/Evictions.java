package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.Eviction;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.PodResource;

/** Asks for leave to delete pods, as {@code kubectl drain} does. */
final class Evictions {
  /** The client would ask again when it is told that it may not. */
  private static final RequestConfig ONCE =
      new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build();

  private final NamespacedKubernetesClient client;
  private final boolean policyV1;

  Evictions(NamespacedKubernetesClient client) {
    this.client = client;
    this.policyV1 = client.supports(PodDisruptionBudget.class); // since Kubernetes 1.21
  }

  /** False if a budget forbids it for now. */
  boolean evict(Pod pod) {
    return Write.retry(
        () -> client.withRequestConfig(ONCE).call(once -> evict(once.pods().resource(pod), pod)));
  }

  private boolean evict(PodResource resource, Pod pod) {
    return policyV1 ? resource.evict(eviction(pod.getMetadata())) : resource.evict();
  }

  /** The client completes the objects it sends, but not what it sends to a part of one. */
  private static Eviction eviction(ObjectMeta pod) {
    return new EvictionBuilder()
        .withNewMetadata()
        .withNamespace(pod.getNamespace())
        .withName(pod.getName())
        .endMetadata()
        .build();
  }
}
