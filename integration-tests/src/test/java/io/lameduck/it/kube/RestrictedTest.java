package io.lameduck.it.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every pod of the examples passes the Pod Security Standard "restricted"
 * (kubernetes.io/docs/concepts/security/pod-security-standards), and has no token it does not need.
 */
class RestrictedTest {
  @ParameterizedTest
  @CsvSource({
    "blue-green, blue-green.yaml",
    "hello, hello.yaml",
    "migration-job, migration-job.yaml",
    "monitoring, monitoring.yaml",
    "okeydokey, okeydokey.yaml",
    "okeydokey, prober.yaml",
    "prefixed, prefixed.yaml",
    "redis-gated, redis-gated.yaml",
    "redis-gated, redis.yaml",
    "worker, worker.yaml",
    "worker, rabbitmq.yaml"
  })
  void aPodOfAnExampleIsRestricted(String example, String file) {
    assertThat(pods(Manifest.of(example, file)))
        .isNotEmpty()
        .allSatisfy(RestrictedTest::assertRestricted);
  }

  private static List<PodSpec> pods(Manifest manifest) {
    List<PodSpec> pods = new ArrayList<>();
    manifest.withPods(pod -> pods.add(pod.build()));
    return pods;
  }

  private static void assertRestricted(PodSpec pod) {
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(pod.getHostPID()).isNull();
    assertThat(pod.getHostIPC()).isNull();
    assertThat(pod.getVolumes()).extracting(Volume::getHostPath).allMatch(Objects::isNull);
    assertThat(pod.getServiceAccountName() != null)
        .as("has a token only where it asks the API")
        .isNotEqualTo(Objects.equals(pod.getAutomountServiceAccountToken(), false));
    assertThat(Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream()))
        .extracting(Container::getSecurityContext)
        .allSatisfy(RestrictedTest::assertRestricted);
  }

  private static void assertRestricted(SecurityContext container) {
    assertThat(container.getRunAsNonRoot()).isTrue();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getCapabilities().getDrop()).contains("ALL");
    assertThat(container.getCapabilities().getAdd()).isEmpty();
    assertThat(container.getPrivileged()).isNull();
  }
}
