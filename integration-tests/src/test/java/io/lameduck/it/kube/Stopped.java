package io.lameduck.it.kube;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a container ended that the kubelet stopped as it does when a pod is deleted: preStop hook,
 * SIGTERM, grace period, SIGKILL. Only that it was given an image that there is not, so that the
 * pod stays and tells: of deleted pods kubelets before 1.22 often lose the end.
 *
 * @param took from before the hook to the end, to the second, where test and node share the time
 */
record Stopped(Ended end, Duration took) {
  private static final String NO_IMAGE = "localhost/none";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Stops the containers of all pods with this label {@code app}, at once; by name of the pod. */
  static Map<String, Stopped> all(Namespace namespace, String app) {
    Map<String, Instant> begins =
        namespace.pods(app).stream()
            .map(pod -> pod.getMetadata().getName())
            .collect(toMap(identity(), pod -> stop(namespace, pod)));
    return begins.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, pod -> of(namespace, pod.getKey(), pod.getValue())));
  }

  private static Instant stop(Namespace namespace, String pod) {
    Instant begin = Instant.now();
    Write.retry(() -> namespace.client().pods().withName(pod).edit(Stopped::withoutImage));
    return begin;
  }

  private static Pod withoutImage(Pod pod) {
    return new PodBuilder(pod)
        .accept(ContainerBuilder.class, container -> container.withImage(NO_IMAGE))
        .build();
  }

  private static Stopped of(Namespace namespace, String pod, Instant begin) {
    Ended end =
        await("the end of " + pod)
            .atMost(PATIENCE)
            .until(() -> end(namespace, pod), Optional::isPresent)
            .orElseThrow();
    return new Stopped(end, Duration.between(begin, end.finished()));
  }

  private static Optional<Ended> end(Namespace namespace, String name) {
    Pod pod = Objects.requireNonNull(namespace.history().lastSeen(name));
    String container = pod.getSpec().getContainers().get(0).getName();
    return Ended.of(pod, container).or(() -> Ended.before(pod, container));
  }
}
