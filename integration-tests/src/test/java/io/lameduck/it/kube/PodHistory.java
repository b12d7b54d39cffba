package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every pod there has been in a namespace as it was last seen, also when it is gone. Any thread.
 */
final class PodHistory implements ResourceEventHandler<Pod>, AutoCloseable {
  private final Map<String, Pod> lastSeen = new ConcurrentHashMap<>();
  private final Map<String, Pod> gone = new ConcurrentHashMap<>();
  private @Nullable SharedIndexInformer<Pod> informer;

  static PodHistory of(NamespacedKubernetesClient client) {
    PodHistory history = new PodHistory();
    history.informer = client.pods().inform(history);
    return history;
  }

  /** All pods, the oldest first. */
  List<Pod> all() {
    return lastSeen.values().stream()
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
        .toList();
  }

  /** As it was last seen; null if there never was such a pod. */
  @Nullable Pod lastSeen(String name) {
    return lastSeen.get(name);
  }

  boolean isGone(String name) {
    return gone.containsKey(name);
  }

  @Override
  public void onAdd(Pod pod) {
    lastSeen.put(pod.getMetadata().getName(), pod);
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    lastSeen.put(pod.getMetadata().getName(), pod);
  }

  @Override
  public void onDelete(Pod pod, boolean stateIsOld) {
    if (!stateIsOld) {
      lastSeen.put(pod.getMetadata().getName(), pod);
    }
    gone.put(pod.getMetadata().getName(), pod);
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
    }
  }
}
