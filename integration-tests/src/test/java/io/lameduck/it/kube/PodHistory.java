package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every pod there has been in a namespace as it was last seen, also when it is gone. A name may
 * have had several pods, one after the other, as in a StatefulSet. Any thread.
 */
final class PodHistory implements ResourceEventHandler<Pod>, AutoCloseable {
  private final Map<String, Pod> lastSeen = new ConcurrentHashMap<>();
  private final Set<String> gone = ConcurrentHashMap.newKeySet();
  private @Nullable SharedIndexInformer<Pod> informer;

  /**
   * @param other is told of the same pods
   */
  static PodHistory of(NamespacedKubernetesClient client, ResourceEventHandler<Pod> other) {
    PodHistory history = new PodHistory();
    history.informer = client.pods().inform(history);
    history.informer.addEventHandler(other);
    return history;
  }

  /** All pods, the oldest first. */
  List<Pod> all() {
    return lastSeen.values().stream()
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
        .toList();
  }

  /** The newest of this name as it was last seen; null if there never was such a pod. */
  @Nullable Pod lastSeen(String name) {
    return all().stream()
        .filter(pod -> pod.getMetadata().getName().equals(name))
        .reduce((older, newer) -> newer)
        .orElse(null);
  }

  /** The same pod as it was last seen. */
  Pod lastSeen(Pod pod) {
    return lastSeen.getOrDefault(id(pod), pod);
  }

  boolean isGone(Pod pod) {
    return gone.contains(id(pod));
  }

  /** Whether it is to go, or has gone: of a pod that went unseen no deletion was ever told. */
  boolean isDeleted(Pod pod) {
    return isGone(pod) || lastSeen(pod).getMetadata().getDeletionTimestamp() != null;
  }

  /**
   * Whether it was deleted and none of its containers runs any more. The pod itself may stay for
   * minutes where the kubelet has lost a container.
   */
  boolean hasEnded(Pod pod) {
    Pod last = lastSeen(pod);
    return isGone(pod)
        || (last.getMetadata().getDeletionTimestamp() != null
            && last.getStatus().getContainerStatuses().stream()
                .allMatch(status -> status.getState().getRunning() == null));
  }

  private static String id(Pod pod) {
    return pod.getMetadata().getUid();
  }

  @Override
  public void onAdd(Pod pod) {
    lastSeen.put(id(pod), pod);
  }

  /** May tell of two pods of the same name, where the end of the first was missed. */
  @Override
  public void onUpdate(Pod before, Pod pod) {
    if (!id(before).equals(id(pod))) {
      gone.add(id(before));
    }
    lastSeen.put(id(pod), pod);
  }

  @Override
  public void onDelete(Pod pod, boolean stateIsOld) {
    if (!stateIsOld) {
      lastSeen.put(id(pod), pod);
    }
    gone.add(id(pod));
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
    }
  }
}
