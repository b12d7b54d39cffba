package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The chart and the overlays of the examples say what the manifests say, and what was asked for.
 */
class RenderedTest {
  private static final String CHECKSUM = "checksum/settings";

  @Test
  void theChartIsTheManifestUnlessAskedForMore() {
    Manifest chart =
        Rendered.byHelm("hello", Map.of())
            .with(ObjectMetaBuilder.class, meta -> meta.removeFromAnnotations(CHECKSUM));
    assertThat(chart.objects()).containsExactlyInAnyOrderElementsOf(Manifest.of("hello").objects());
  }

  @Test
  void theChartTellsBothOfTheGracePeriod() {
    assertGracePeriodOfNinetySecondsBehindAnAlb(
        Rendered.byHelm(
            "hello", Map.of("gracePeriodSeconds", "90", "settings.LAMEDUCK_BEHIND", "alb")));
  }

  @Test
  void theOverlayTellsBothOfTheGracePeriod() {
    assumeTrue(Rendered.knowsKustomize(), "there is no kubectl with Kustomize 4 or newer");
    assertGracePeriodOfNinetySecondsBehindAnAlb(Rendered.byKustomize("behind-alb"));
  }

  @Test
  void anotherSettingOfTheChartRollsThePods() {
    String before =
        pod(Rendered.byHelm("hello", Map.of())).getMetadata().getAnnotations().get(CHECKSUM);
    String after =
        pod(Rendered.byHelm("hello", Map.of("settings.LAMEDUCK_QUIET_PERIOD", "2s")))
            .getMetadata()
            .getAnnotations()
            .get(CHECKSUM);
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void theWorkerWithoutAShellIsAskedByHttp() {
    assumeTrue(Rendered.knowsKustomize(), "there is no kubectl with Kustomize 4 or newer");
    var container =
        pod(Rendered.byKustomize("worker-without-shell")).getSpec().getContainers().get(0);
    assertThat(container.getLivenessProbe().getExec()).isNull();
    assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/alive");
    assertThat(container.getLivenessProbe().getFailureThreshold()).isEqualTo(3);
    assertThat(container.getReadinessProbe().getExec()).isNull();
    assertThat(container.getStartupProbe().getExec()).isNull();
  }

  private static void assertGracePeriodOfNinetySecondsBehindAnAlb(Manifest manifest) {
    assertThat(pod(manifest).getSpec().getTerminationGracePeriodSeconds()).isEqualTo(90);
    assertThat(only(manifest, ConfigMap.class).getData())
        .containsEntry("LAMEDUCK_GRACE_PERIOD", "90s")
        .containsEntry("LAMEDUCK_BEHIND", "alb")
        .containsEntry("LAMEDUCK_PROBE_PORT", "8081");
  }

  private static PodTemplateSpec pod(Manifest manifest) {
    return only(manifest, Deployment.class).getSpec().getTemplate();
  }

  private static <T extends HasMetadata> T only(Manifest manifest, Class<T> kind) {
    return manifest.objects().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }
}
