package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The logs of the pods of a namespace, each followed from the moment its container runs, so that
 * what a pod wrote outlives it. Followed is the container that is called like the label {@code app}
 * of its pod; one that was started again is followed again. Any thread.
 */
final class PodLogs implements ResourceEventHandler<Pod>, AutoCloseable {
  private final NamespacedKubernetesClient client;
  private final Map<String, FollowedLog> newest = new ConcurrentHashMap<>();

  PodLogs(NamespacedKubernetesClient client) {
    this.client = client;
  }

  /** The log of the last container of this pod; empty if none was ever seen to run. */
  Optional<FollowedLog> of(Pod pod) {
    return Optional.ofNullable(newest.get(pod.getMetadata().getUid()));
  }

  @Override
  public void onAdd(Pod pod) {
    String app = AppLabel.of(pod);
    pod.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getName().equals(app) && hasStarted(status))
        .forEach(status -> follow(pod, status));
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    onAdd(pod);
  }

  @Override
  public void onDelete(Pod pod, boolean stateIsOld) {}

  private static boolean hasStarted(ContainerStatus status) {
    return status.getContainerID() != null && status.getState().getWaiting() == null;
  }

  private void follow(Pod pod, ContainerStatus status) {
    String id = status.getContainerID();
    newest.compute(
        pod.getMetadata().getUid(),
        (uid, known) ->
            known != null && known.isOf(id)
                ? known
                : FollowedLog.of(client, pod.getMetadata().getName(), status.getName(), id));
  }

  @Override
  public void close() {
    newest.values().forEach(FollowedLog::close);
  }
}
