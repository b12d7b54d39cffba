package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ClusterFailedTest {
  @Test
  void aClusterThatDoesNotAnswerIsNamedWithTheReason() throws IOException {
    int port;
    try (ServerSocket nobody = new ServerSocket(0)) {
      port = nobody.getLocalPort();
    }
    try (NamespacedKubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl("http://127.0.0.1:" + port)
                    .withNamespace("somewhere")
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build()
            .adapt(NamespacedKubernetesClient.class)) {
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> Workload.find(client, "orders"))
          .satisfies(
              e ->
                  assertThat(ClusterFailed.of(e, client.getMasterUrl()))
                      .hasMessageStartingWith("the cluster at http://127.0.0.1:" + port)
                      .hasMessageContaining(" does not answer: ConnectException")
                      .hasMessageContaining("(expected: a kubeconfig, or a service account"));
    }
  }
}
