package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WriteTest extends OnMockCluster {
  private static final String PATH = "/api/v1/namespaces/somewhere/configmaps/hello";

  private static final ConfigMap MAP =
      new ConfigMapBuilder().withNewMetadata().withName("hello").endMetadata().build();

  private final AtomicInteger tries = new AtomicInteger();

  private ConfigMap write() {
    tries.incrementAndGet();
    return client()
        .configMaps()
        .withName("hello")
        .edit(map -> new ConfigMapBuilder(map).addToData("key", "value").build());
  }

  @Test
  void isMadeOnceWhereNobodyComesBefore() {
    client().resource(MAP).create();
    assertThat(Write.retry(this::write).getData()).containsEntry("key", "value");
    assertThat(tries).hasValue(1);
  }

  @Test
  void isReadAndMadeAgainUntilNobodyComesBefore() {
    client().resource(MAP).create();
    answer("PATCH", PATH, 409, "Conflict");
    answer("PATCH", PATH, 409, "Conflict");
    assertThat(Write.retry(this::write).getData()).containsEntry("key", "value");
    assertThat(tries).hasValue(3);
  }

  @Test
  void failsAtOnceWhereTheApiForbidsIt() {
    client().resource(MAP).create();
    answer("PATCH", PATH, 403, "Forbidden");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> Write.retry(this::write));
    assertThat(tries).hasValue(1);
  }

  @Test
  void failsAtOnceWhereTheObjectExistsAlready() {
    client().resource(MAP).create();
    answer("POST", "/api/v1/namespaces/somewhere/configmaps", 409, "AlreadyExists");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(
            () ->
                Write.retry(
                    () -> {
                      tries.incrementAndGet();
                      return client().resource(MAP).create();
                    }));
    assertThat(tries).hasValue(1);
  }
}
