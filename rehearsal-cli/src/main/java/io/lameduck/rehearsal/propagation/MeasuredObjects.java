package io.lameduck.rehearsal.propagation;

import static java.util.stream.Collectors.toList;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.lameduck.rehearsal.cluster.Restricted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a measurement creates: pods that say how late their clients are, the Services in front of
 * them, and the clients.
 *
 * @param name what all names begin with
 * @param image of this program
 * @param replicas how many pods there are at a time
 * @param linger how long a pod stays after its SIGTERM
 */
record MeasuredObjects(String name, String image, int replicas, Duration linger) {
  static final int PORT = 8080;
  private static final String APP = "app.kubernetes.io/name";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** Beyond the linger, for the exit of the JVM. */
  private static final long EXIT_SECONDS = 10;

  private static final long CLIENT_GRACE_SECONDS = 5;

  /** The clients end by themselves some time where nobody is left to remove them. */
  private static final long LONGEST_SECONDS = Duration.ofHours(2).toSeconds();

  /** By which its pods are found. */
  Map<String, String> labels() {
    return Map.of(APP, name);
  }

  Deployment deployment() {
    return new DeploymentBuilder()
        .withMetadata(metadata(name))
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .withMatchLabels(labels())
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels())
        .endMetadata()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(linger.toSeconds() + EXIT_SECONDS)
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withSecurityContext(Restricted.pod())
        .withContainers(target())
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private Container target() {
    List<String> arguments =
        List.of("propagation-target", "--port", "" + PORT, "--linger", linger.toMillis() + "ms");
    return Restricted.container("target", image, arguments)
        .edit()
        .addNewPort()
        .withContainerPort(PORT)
        .endPort()
        .withNewReadinessProbe()
        .withPeriodSeconds(1)
        .withNewHttpGet()
        .withPath("/")
        .withPort(new IntOrString(PORT))
        .endHttpGet()
        .endReadinessProbe()
        .build();
  }

  /** Reached by its cluster IP and by a port of each node. */
  Service service() {
    return service(name).edit().editSpec().withType("NodePort").endSpec().build();
  }

  /** Reached by DNS, which tells the addresses of the pods. */
  Service headless() {
    return service(name + "-dns").edit().editSpec().withClusterIP("None").endSpec().build();
  }

  private Service service(String named) {
    return new ServiceBuilder()
        .withMetadata(metadata(named))
        .withNewSpec()
        .withSelector(labels())
        .addNewPort()
        .withName("http")
        .withPort(PORT)
        .withTargetPort(new IntOrString(PORT))
        .endPort()
        .endSpec()
        .build();
  }

  Pod clients(List<Path> paths) {
    List<String> arguments =
        Stream.concat(
                Stream.of("propagation-clients"),
                paths.stream().flatMap(path -> Stream.of("--path", path.toString())))
            .collect(toList());
    return new PodBuilder()
        .withMetadata(metadata(name + "-clients"))
        .withNewSpec()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(CLIENT_GRACE_SECONDS)
        .withActiveDeadlineSeconds(LONGEST_SECONDS)
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withSecurityContext(Restricted.pod())
        .withContainers(Restricted.container("clients", image, arguments))
        .endSpec()
        .build();
  }

  private static ObjectMeta metadata(String named) {
    return new ObjectMetaBuilder()
        .withName(named)
        .addToLabels(MANAGED_BY, "lameduck-rehearsal")
        .build();
  }
}
