package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import org.junit.jupiter.api.Test;

class ClusterDnsTest extends OnMockCluster {
  private static final String ENDPOINTS = "/api/v1/namespaces/kube-system/endpoints/kube-dns";

  private static final Endpoints EMPTY =
      new EndpointsBuilder()
          .withNewMetadata()
          .withNamespace("kube-system")
          .withName("kube-dns")
          .endMetadata()
          .build();

  private static final Endpoints STARTING =
      new EndpointsBuilder(EMPTY)
          .addNewSubset()
          .addNewNotReadyAddress()
          .withIp("10.42.0.2")
          .endNotReadyAddress()
          .endSubset()
          .build();

  private static final Endpoints READY =
      new EndpointsBuilder(EMPTY)
          .addNewSubset()
          .addNewAddress()
          .withIp("10.42.0.2")
          .endAddress()
          .endSubset()
          .build();

  @Test
  void thereIsNoneWithoutItsService() {
    client().resource(READY).create();
    assertThat(new ClusterDns(client()).awaitIfAny()).isFalse();
  }

  /** In K3s the Service comes first, then a pod, which is not ready at once. */
  @Test
  void itIsThereWhenAPodBehindItsServiceIsReadyAndNotBefore() {
    client()
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("kube-system")
                .withName("kube-dns")
                .endMetadata()
                .build())
        .create();
    client().resource(READY).create();
    answer("GET", ENDPOINTS, 404, "NotFound");
    answer("GET", ENDPOINTS, 200, EMPTY);
    answer("GET", ENDPOINTS, 200, STARTING);
    int asked = server.getRequestCount();
    assertThat(new ClusterDns(client()).awaitIfAny()).isTrue();
    assertThat(server.getRequestCount() - asked).as("one of the Service").isEqualTo(1 + 4);
  }
}
