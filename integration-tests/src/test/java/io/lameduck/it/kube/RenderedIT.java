package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The chart and the overlays of the examples, applied as they are rendered. */
@OnCluster
class RenderedIT {
  private static final Map<String, String> BEHIND_AN_ALB =
      Map.of("gracePeriodSeconds", "90", "settings.LAMEDUCK_BEHIND", "alb");

  @Test
  void theChartStarts(Namespace namespace) {
    assertStartsBehindAnAlb(namespace, Rendered.byHelm("hello", BEHIND_AN_ALB));
  }

  @Test
  void theOverlayStarts(Namespace namespace) {
    requireKustomize();
    assertStartsBehindAnAlb(namespace, Rendered.byKustomize("behind-alb"));
  }

  @Test
  void theWorkerStartsInAnImageWithoutAShell(Namespace namespace) {
    requireKustomize();
    namespace.apply(Manifest.of("worker", "rabbitmq.yaml"));
    namespace.apply(
        Rendered.byKustomize("worker-without-shell")
            .withContainers(worker -> worker.withImage("worker-without-shell")));
    new Workload(namespace, "worker").awaitRolledOut().delete(1).awaitRolledOut();
    assertThat(namespace.awaitEnds(new Workload(namespace, "worker").deleted()))
        .hasSize(1)
        .allSatisfy(end -> assertThat(end.exitCode()).as(end.text()).isZero());
  }

  private static void requireKustomize() {
    assumeTrue(Rendered.knowsKustomize(), "there is no kubectl with Kustomize 4 or newer");
  }

  private static void assertStartsBehindAnAlb(Namespace namespace, Manifest manifest) {
    namespace.apply(manifest);
    new Workload(namespace, "hello").awaitRolledOut();
    assertThat(namespace.pods("hello"))
        .hasSize(2)
        .allSatisfy(
            pod -> assertThat(log(namespace, pod)).contains("GRACE_PERIOD=1m30s", "BEHIND=alb"));
  }

  private static String log(Namespace namespace, Pod pod) {
    return namespace.log(pod.getMetadata().getName());
  }
}
