package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.lameduck.rehearsal.cluster.ClusterFailed.Reason;
import org.jspecify.annotations.Nullable;

/** The way to a cluster: by the usual kubeconfig, or by the service account of a pod. */
public final class ClusterConnection {
  private ClusterConnection() {}

  /**
   * In one namespace.
   *
   * @param context of the kubeconfig; null for its current one
   * @param namespace null for that of the context, or of the pod
   */
  public static NamespacedKubernetesClient open(
      @Nullable String context, @Nullable String namespace) {
    Config found = configuration(context);
    if (context != null
        && (found.getCurrentContext() == null
            || !context.equals(found.getCurrentContext().getName()))) {
      throw new ClusterFailed(
          Reason.CLUSTER, "context: " + context + " (expected: one of the kubeconfig)");
    }
    Config config =
        namespace == null && found.getNamespace() != null
            ? found
            : new ConfigBuilder(found)
                .withNamespace(namespace == null ? "default" : namespace)
                .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .build()
        .adapt(NamespacedKubernetesClient.class);
  }

  private static Config configuration(@Nullable String context) {
    try {
      return Config.autoConfigure(context);
    } catch (RuntimeException e) {
      throw new ClusterFailed(
          "kubeconfig: " + e.getMessage() + " (expected: a file that kubectl understands)", e);
    }
  }
}
