package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import org.junit.jupiter.api.Test;

class ServiceAddressTest extends OnMockCluster {
  private ServiceAddress find(String address, String port) {
    client()
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("orders")
                .endMetadata()
                .withNewSpec()
                .withClusterIP(address)
                .addToSelector("app", "orders")
                .addNewPort()
                .withName("http")
                .withPort(80)
                .endPort()
                .addNewPort()
                .withName("grpc")
                .withPort(9090)
                .endPort()
                .endSpec()
                .build())
        .create();
    return ServiceAddress.find(client(), "orders", port);
  }

  @Test
  void isAskedAtItsFirstPort() {
    assertThat(find("10.0.0.7", "").target()).hasToString("10.0.0.7:80");
  }

  @Test
  void hasPortsByNameAndByNumber() {
    assertThat(find("10.0.0.7", "grpc").target()).hasToString("10.0.0.7:9090");
    assertThat(ServiceAddress.find(client(), "orders", "9090").target().port()).isEqualTo(9090);
  }

  @Test
  void withoutAnAddressItIsAskedByName() {
    assertThat(find("None", "").target()).hasToString("orders.somewhere.svc:80");
    assertThat(ServiceAddress.find(client(), "orders", "").headless()).isTrue();
  }

  @Test
  void anAddressOfIPv6IsInBrackets() {
    assertThat(find("fd00::7", "").target()).hasToString("[fd00::7]:80");
  }

  @Test
  void aPortThatItDoesNotHaveIsRefusedWithThoseItHas() {
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(() -> find("10.0.0.7", "https"))
        .withMessage("port: https (expected: one of service orders: 80 http, 9090 grpc)");
  }

  @Test
  void oneThatIsNotThereIsNamedWithItsNamespace() {
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(() -> ServiceAddress.find(client(), "web", ""))
        .withMessage(
            "service: web (expected: a Service in the namespace somewhere; --service gives its"
                + " name)");
  }

  @Test
  void oneThatSelectsOtherPodsIsRefused() {
    client()
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "web")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build())
        .create();
    ServiceAddress service = find("10.0.0.7", "");
    Workload web = Workload.find(client(), "web");
    assertThatExceptionOfType(ClusterFailed.class)
        .isThrownBy(() -> service.requireSelects(web))
        .withMessageStartingWith(
            "service orders selects {app=orders}, and the pods of deployment web are {app=web}");
  }
}
