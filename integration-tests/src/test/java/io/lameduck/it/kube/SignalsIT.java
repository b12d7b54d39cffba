package io.lameduck.it.kube;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What SIGTERM of the kubelet does to a pod, however the JVM in it was started. */
@OnCluster
class SignalsIT {
  /** So that all find room on one node. */
  private static final ResourceRequirements LITTLE =
      new ResourceRequirementsBuilder().addToRequests("cpu", new Quantity("20m")).build();

  @Test
  void drainsTheServiceUnlessItsLogHasWarned(Namespace namespace) {
    assertDrainedOrWarned(namespace, EnumSet.allOf(Launch.class), false);
  }

  /** Where PID 1 is none of the container's. */
  @Test
  void doesSoInASharedProcessNamespace(Namespace namespace) {
    Set<Launch> launches = EnumSet.of(Launch.EXEC_FORM, Launch.TINI, Launch.DASH_GOES_ON);
    assertDrainedOrWarned(namespace, launches, true);
  }

  private static void assertDrainedOrWarned(
      Namespace namespace, Set<Launch> launches, boolean shared) {
    launches.forEach(launch -> namespace.apply(pod(launch, shared)));
    namespace.awaitReady("hello", launches.size());
    Map<Launch, String> logs =
        launches.stream().collect(toMap(identity(), launch -> namespace.log(launch.slug())));
    Map<String, Stopped> stopped = Stopped.all(namespace, "hello");
    assertThat(launches)
        .allSatisfy(
            launch ->
                launch.assertDrainedOrWarned(
                    stopped.get(launch.slug()).end().exitCode(), logs.get(launch)));
  }

  private static Manifest pod(Launch launch, boolean shared) {
    Manifest hello = Manifest.of("hello");
    for (Map.Entry<String, String> setting : Launch.SETTINGS.entrySet()) {
      hello = hello.set(setting.getKey(), setting.getValue());
    }
    return hello
        .pod(launch.slug())
        .withPods(
            pod ->
                pod.withTerminationGracePeriodSeconds((long) Launch.GRACE_SECONDS)
                    .withShareProcessNamespace(shared))
        .withContainers(
            container ->
                container
                    .withImage(Launch.IMAGE)
                    .withCommand(launch.command())
                    .withResources(LITTLE));
  }
}
