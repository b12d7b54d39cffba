package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Tests of what is asked of a cluster. It keeps what it is given, and does nothing by itself. */
@EnableKubernetesMockClient(crud = true, https = false)
@Timeout(60)
abstract class OnMockCluster {
  static final String NAMESPACE = "somewhere";

  KubernetesMockServer server;
  private KubernetesClient mock;
  private NamespacedKubernetesClient client;

  /** The mock's own client does not ask the API what it supports. */
  @BeforeEach
  void connect() {
    var config =
        new ConfigBuilder(mock.getConfiguration())
            .withNamespace(NAMESPACE)
            .withRequestRetryBackoffLimit(0)
            .build();
    client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .build()
            .adapt(NamespacedKubernetesClient.class);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  NamespacedKubernetesClient client() {
    return client;
  }

  /** Answers a PATCH once with a Status of this reason. */
  void refusePatch(String path, int code, String reason) {
    server
        .expect()
        .patch()
        .withPath(path)
        .andReturn(
            code, new StatusBuilder().withCode(code).withReason(reason).withMessage(reason).build())
        .once();
  }
}
