package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpecBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody edits the ConfigMap. */
@OnCluster
class ConfigurationIT {
  @Test
  void aBadValueStopsTheRolloutAndSaysSoWhileTheOldPodsServe(Namespace namespace) {
    Manifest manifest =
        Manifest.of("hello").with(DeploymentSpecBuilder.class, s -> s.withMinReadySeconds(1));
    namespace.apply(manifest);
    Workload hello = new Workload(namespace, "hello").awaitRolledOut();
    List<Pod> old = namespace.pods("hello");

    namespace.apply(
        manifest.set("LAMEDUCK_QUIET_PERIOD", "2").set("LAMEDUCK_PROBE_DETAIL", "full"));
    hello.restart();
    Ended failed =
        await("the new pod to fail")
            .atMost(Duration.ofSeconds(60))
            .until(() -> failed(namespace), Optional::isPresent)
            .orElseThrow();
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.message())
        .startsWith("lameduck: start failed: 2 errors in the configuration of Lameduck")
        .contains("LAMEDUCK_QUIET_PERIOD: \"2\" (expected: a duration such as")
        .contains("LAMEDUCK_PROBE_DETAIL: there is no such environment variable");
    assertThat(old)
        .allSatisfy(
            pod ->
                assertThat(namespace.get(pod.getMetadata().getName(), 8080, "/"))
                    .startsWith("hello"));

    namespace.apply(manifest.set("LAMEDUCK_QUIET_PERIOD", "2s"));
    hello.restart().awaitRolledOut();
    assertThat(namespace.pods("hello"))
        .hasSize(2)
        .allSatisfy(
            pod ->
                assertThat(namespace.log(pod.getMetadata().getName()))
                    .contains("QUIET_PERIOD=2s(env)"));
  }

  private static Optional<Ended> failed(Namespace namespace) {
    return namespace.pods("hello").stream()
        .flatMap(pod -> Ended.of(pod, "hello").or(() -> Ended.before(pod, "hello")).stream())
        .findFirst();
  }
}
