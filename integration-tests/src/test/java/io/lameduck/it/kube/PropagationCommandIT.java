package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command that measures how long a cluster takes to forget a pod, as its users have it. */
@OnCluster
class PropagationCommandIT {
  private static final int PODS = 3;
  private static final int LINGER_MILLIS = 8_000;

  @Test
  void tellsWhenTheLastConnectionCameOnEachPath(Namespace namespace) throws Exception {
    String image = namespace.image(Images.REHEARSAL);
    String out =
        measure(namespace, "--image=" + image, "--pods=" + PODS, "--linger=8s", "--json", "-q");
    System.out.println(out);
    JsonNode service = path(out, "service");
    assertThat(service.get("pods").asInt()).isEqualTo(PODS);
    assertThat(service.get("connections").asInt()).isGreaterThan(1_000);
    assertThat(service.get("failed").asInt()).isZero();
    assertThat(service.get("maxMillis").asInt()).isBetween(0, LINGER_MILLIS);
    assertThat(path(out, "node-port").get("failed").asInt()).isZero();
    assertNothingIsLeft(namespace);
  }

  @Test
  void anImageThatIsNotThereIsNamedAndNothingIsLeft(Namespace namespace) {
    assertThatThrownBy(() -> measure(namespace, "--image=lameduck-it/none:test", "-q"))
        .hasMessageContaining("image lameduck-it/none:test does not start: ")
        .hasMessageContaining("--image gives its name");
    assertNothingIsLeft(namespace);
  }

  private static JsonNode path(String out, String name) {
    return StreamSupport.stream(JsonMapper.shared().readTree(out).get("paths").spliterator(), false)
        .filter(path -> path.get("path").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no path " + name + " in " + out));
  }

  private static String measure(Namespace namespace, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(ClusterRehearsal.onThisMachine("propagation"));
    words.addAll(List.of(arguments));
    try (Kubeconfig kubeconfig = Kubeconfig.of(namespace)) {
      return kubeconfig.run(words);
    }
  }

  private static void assertNothingIsLeft(Namespace namespace) {
    assertThat(namespace.client().apps().deployments().list().getItems()).isEmpty();
    assertThat(namespace.client().services().list().getItems()).isEmpty();
    assertThat(namespace.client().pods().list().getItems()).isEmpty();
  }
}
