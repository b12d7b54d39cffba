package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.lameduck.rehearsal.clients.Asking;
import io.lameduck.rehearsal.clients.Target;
import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Clients;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ClientPodSpecTest {
  private static final List<Clients> CLIENTS =
      List.of(
          Clients.of(ClientKind.SLOW, 2)
              .withTarget("/report?id=$(date)")
              .withPause(Duration.ofMillis(1500))
              .overTls());

  private static final Pod POD =
      new ClientPodSpec(
              "lameduck-rehearsal:1.0",
              new Asking("orders", new Target("10.0.0.7", 80), CLIENTS, 7))
          .pod();

  private static Container container() {
    return POD.getSpec().getContainers().get(0);
  }

  @Test
  void itsArgumentsSayAllThereIsToSayOfTheClients() {
    List<String> arguments = container().getArgs();
    assertThat(arguments)
        .startsWith("clients", "--target", "10.0.0.7:80", "--name", "orders", "--clients-json")
        .containsSequence("--seed", "7");
    // As the kubelet makes of it.
    String json = arguments.get(6).replace("$$(", "$(");
    assertThat(List.of(JsonMapper.shared().readValue(json, Clients[].class))).isEqualTo(CLIENTS);
    assertThat(arguments.get(6).replace("$$(", "")).doesNotContain("$(");
  }

  @Test
  void itIsRestrictedAndHasNoToken() {
    assertThat(POD.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(POD.getSpec().getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
    assertThat(container().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(container().getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void itEndsByItselfWhereNobodyRemovesIt() {
    assertThat(POD.getSpec().getActiveDeadlineSeconds()).isPositive();
    assertThat(POD.getSpec().getRestartPolicy()).isEqualTo("Never");
    assertThat(POD.getMetadata().getLabels())
        .containsEntry("app.kubernetes.io/managed-by", "lameduck-rehearsal");
  }
}
