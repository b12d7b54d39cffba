package io.lameduck.it.kube;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_OK;

import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.http.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests of what a cluster answers that is not at hand: older, younger, busier. It keeps what it is
 * given, unless it was told an answer, which it gives once.
 */
@EnableKubernetesMockClient(crud = true, https = false)
abstract class OnMockCluster {
  KubernetesMockServer server;
  private KubernetesClient mock;
  private NamespacedKubernetesClient client;

  /** The mock's own client does not ask the API what it supports. */
  @BeforeEach
  void connect() {
    var config = new ConfigBuilder(mock.getConfiguration()).withNamespace("somewhere").build();
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

  /** In the namespace {@code somewhere}. */
  NamespacedKubernetesClient client() {
    return client;
  }

  void supports(String version, String kind) {
    server
        .expect()
        .get()
        .withPath("/apis/" + version)
        .andReturn(
            HTTP_OK,
            new APIResourceListBuilder()
                .withGroupVersion(version)
                .addNewResource()
                .withKind(kind)
                .endResource()
                .build())
        .once();
  }

  void lacks(String version) {
    answer("GET", "/apis/" + version, HTTP_NOT_FOUND, "NotFound");
  }

  /** Answers with a Status of this reason. */
  void answer(String method, String path, int code, String reason) {
    answer(method, path, code, new StatusBuilder().withCode(code).withReason(reason).build());
  }

  void answer(String method, String path, int code, Object body) {
    var expectation = server.expect();
    var asked =
        switch (method) {
          case "GET" -> expectation.get();
          case "POST" -> expectation.post();
          case "PATCH" -> expectation.patch();
          case "PUT" -> expectation.put();
          default -> throw new IllegalArgumentException(method);
        };
    asked.withPath(path).andReturn(code, body).once();
  }

  /** What it was sent last. */
  GenericKubernetesResource lastBody() throws InterruptedException {
    RecordedRequest last = server.getLastRequest();
    return new KubernetesSerialization()
        .unmarshal(last.getBody().readUtf8(), GenericKubernetesResource.class);
  }
}
