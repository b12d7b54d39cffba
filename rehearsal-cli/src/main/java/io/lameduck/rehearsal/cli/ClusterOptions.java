package io.lameduck.rehearsal.cli;

import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.lameduck.rehearsal.cluster.ClusterConnection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the commands that need a cluster find it, and what their pods run. */
final class ClusterOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Default: that of the kubeconfig's context, or of the pod this runs in")
  @Nullable String namespace;

  @Option(names = "--context", paramLabel = "NAME", description = "Of the kubeconfig.")
  @Nullable String context;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "Of this program, for the pods that it creates. Default: ${DEFAULT-VALUE}")
  String image = "lameduck-rehearsal:" + Version.number();

  NamespacedKubernetesClient connect() {
    return ClusterConnection.open(context, namespace);
  }

  /** That of the rights to print, for which no cluster is asked. */
  String namespaceOfRights() {
    return namespace == null ? "default" : namespace;
  }
}
