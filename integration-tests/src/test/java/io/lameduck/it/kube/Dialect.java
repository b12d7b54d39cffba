package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.Eviction;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * What of today's API a cluster understands, which may be an old one. It is asked rather than told
 * by its version, which some builds do not know themselves.
 */
final class Dialect {
  private static final Pattern VERSION = Pattern.compile("v1\\.(\\d+)\\..*");

  /** The client would ask again when it is told that it may not. */
  private static final RequestConfig ONCE =
      new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build();

  /** Of an object that makes no sense to the API. */
  private static final int UNPROCESSABLE = 422;

  private final NamespacedKubernetesClient client;
  private final boolean policyV1;

  Dialect(NamespacedKubernetesClient client) {
    this.client = client;
    this.policyV1 = client.supports(PodDisruptionBudget.class);
  }

  /** The same object in words that this cluster understands: before 1.21 policies were a beta. */
  HasMetadata adapt(HasMetadata object) {
    return object instanceof PodDisruptionBudget budget && !policyV1 ? beta(budget) : object;
  }

  private static HasMetadata beta(PodDisruptionBudget budget) {
    var beta =
        new KubernetesSerialization()
            .convertValue(
                budget, io.fabric8.kubernetes.api.model.policy.v1beta1.PodDisruptionBudget.class);
    beta.setApiVersion("policy/v1beta1");
    return beta;
  }

  /**
   * Asks for leave to delete a pod, as {@code kubectl drain} does; false if the budget forbids it.
   */
  boolean evict(Pod pod) {
    return client.withRequestConfig(ONCE).call(once -> evict(once.pods().resource(pod), pod));
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

  /**
   * Skips the test where the API loses this part of a pod, as it does with fields it is not told.
   */
  void assumeKept(Pod pod, Function<Pod, @Nullable Object> part, String name) {
    Assumptions.assumeTrue(keeps(pod, part), () -> "this cluster is too old for " + name);
  }

  /** Skips the test on kubelets before 1.{@code minor}, where only their version tells. */
  void assumeKubelet(int minor, String name) {
    Assumptions.assumeTrue(
        client.nodes().list().getItems().stream().allMatch(node -> minor(node) >= minor),
        () -> "the kubelets of this cluster are too old for " + name);
  }

  private static int minor(Node node) {
    Matcher version = VERSION.matcher(node.getStatus().getNodeInfo().getKubeletVersion());
    return version.matches() ? Integer.parseInt(version.group(1)) : 0;
  }

  private boolean keeps(Pod pod, Function<Pod, @Nullable Object> part) {
    try {
      return Objects.equals(part.apply(pod), part.apply(client.resource(pod).dryRun().create()));
    } catch (KubernetesClientException e) {
      if (e.getCode() != UNPROCESSABLE) {
        throw e;
      }
      return false; // what is left of the pod is not even valid
    }
  }
}
