package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.lameduck.rehearsal.RehearsalListener;
import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.pod.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a Deployment, those that are gone included, from the watch's first moment on. Any
 * thread.
 */
final class Pods implements ResourceEventHandler<Pod>, AutoCloseable {
  private final Map<String, PodLife> byUid = new LinkedHashMap<>();
  private final Map<String, LogTail> tails = new LinkedHashMap<>();

  /** Those that were over, or deleted by somebody else, before the rehearsal. */
  private final Set<String> ignored = new HashSet<>();

  private final NamespacedKubernetesClient client;
  private final Stopwatch stopwatch;
  private final RehearsalListener listener;
  private boolean watching;
  private @Nullable SharedIndexInformer<Pod> informer;

  private Pods(NamespacedKubernetesClient client, Stopwatch stopwatch, RehearsalListener listener) {
    this.client = client;
    this.stopwatch = stopwatch;
    this.listener = listener;
  }

  /** Watches them until closed; those there are now are known when this returns. */
  static Pods watch(
      NamespacedKubernetesClient client,
      Workload workload,
      Stopwatch stopwatch,
      RehearsalListener listener) {
    Pods pods = new Pods(client, stopwatch, listener);
    pods.informer = client.pods().withLabelSelector(workload.selector()).inform(pods);
    pods.thereBefore(pods.informer.getStore().list());
    return pods;
  }

  /** What the informer has told of them until now was not heeded. */
  private synchronized void thereBefore(List<Pod> pods) {
    for (Pod pod : pods) {
      if (isOver(pod) || pod.getMetadata().getDeletionTimestamp() != null) {
        ignored.add(pod.getMetadata().getUid());
      } else {
        see(pod);
      }
    }
    watching = true;
  }

  /** What a node has evicted or refused stays as an object for a while. */
  private static boolean isOver(Pod pod) {
    String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
    return "Failed".equals(phase) || "Succeeded".equals(phase);
  }

  @Override
  public synchronized void onAdd(Pod pod) {
    if (watching) {
      see(pod);
    }
  }

  private void see(Pod pod) {
    String uid = pod.getMetadata().getUid();
    PodLife life = byUid.get(uid);
    if (life != null) {
      life.update(pod, stopwatch.elapsed());
      followIfDeleted(life);
    } else if (!ignored.contains(uid)) {
      add(pod);
    }
  }

  private void add(Pod pod) {
    Duration at = watching ? stopwatch.elapsed() : Duration.ZERO;
    String name = pod.getMetadata().getName();
    PodLife life =
        new PodLife(
            pod,
            at,
            event -> {
              if (watching) {
                listener.happened(name, event);
              }
            });
    byUid.put(pod.getMetadata().getUid(), life);
    followIfDeleted(life);
  }

  @Override
  public synchronized void onUpdate(Pod before, Pod pod) {
    onAdd(pod);
  }

  @Override
  public synchronized void onDelete(Pod pod, boolean stateIsOld) {
    PodLife life = byUid.get(pod.getMetadata().getUid());
    if (life == null) {
      return;
    }
    if (!stateIsOld) {
      life.update(pod, stopwatch.elapsed());
    }
    life.gone(stopwatch.elapsed());
  }

  /** What it says at its end is gone with it. */
  private void followIfDeleted(PodLife life) {
    if (life.isDeleted() && life.hasStarted()) {
      tails.computeIfAbsent(
          life.pod().getMetadata().getUid(),
          any -> LogTail.follow(client, life.pod(), stopwatch, listener));
    }
  }

  /** Those that are not deleted, the oldest first. */
  synchronized List<PodLife> running() {
    return byUid.values().stream()
        .filter(life -> !life.isDeleted() && !isOver(life.pod()))
        .sorted(Comparator.comparing(life -> life.pod().getMetadata().getCreationTimestamp()))
        .toList();
  }

  /** Whether exactly so many are there, not deleted and ready. */
  synchronized boolean areReady(int count) {
    List<PodLife> running = running();
    return running.size() == count && running.stream().allMatch(PodLife::isReady);
  }

  /** Whether all that were deleted have ended. */
  synchronized boolean haveEnded() {
    return byUid.values().stream().filter(PodLife::isDeleted).allMatch(PodLife::hasEnded);
  }

  /** Whether a pod of these is deleted. */
  synchronized boolean isDeleted(PodLife pod) {
    return pod.isDeleted();
  }

  synchronized boolean hasStarted(PodLife pod) {
    return pod.hasStarted();
  }

  /** What became of each, in the order in which they came. */
  synchronized List<PodHistory> histories() {
    return told().stream().map(PodLife::history).toList();
  }

  /** When the last new connection came to each that was deleted, as far as they tell. */
  synchronized Map<String, LateConnections> lateConnections() {
    Map<String, LateConnections> late = new LinkedHashMap<>();
    for (PodLife life : told()) {
      life.lastWords()
          .flatMap(LastWords::lateConnections)
          .ifPresent(last -> late.put(life.name(), last));
    }
    return late;
  }

  private List<PodLife> told() {
    tails.forEach(
        (uid, tail) -> {
          PodLife life = byUid.get(uid);
          if (life != null) {
            life.log(tail.lines(), tail.ended());
          }
        });
    return new ArrayList<>(byUid.values());
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.close();
    }
    synchronized (this) {
      tails.values().forEach(LogTail::close);
    }
  }
}
