package io.lameduck.rehearsal;

import io.lameduck.rehearsal.model.PodSpec;
import io.lameduck.rehearsal.pod.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The dependencies of the pods that want one, by the pod's name. */
final class Dependencies implements AutoCloseable {
  /** What stands for the port of a pod's dependency in its command or environment. */
  static final String PLACEHOLDER = "{port:dependency}";

  private final Map<String, Dependency> byPod = new ConcurrentHashMap<>();

  /** The same pod with a dependency, if it wants one. */
  PodSpec given(PodSpec spec) {
    if (!isWantedBy(spec)) {
      return spec;
    }
    Dependency dependency = Dependency.start();
    byPod.put(spec.name(), dependency);
    return spec.replacing(PLACEHOLDER, Integer.toString(dependency.port()));
  }

  static boolean isWantedBy(PodSpec spec) {
    return spec.command().stream().anyMatch(word -> word.contains(PLACEHOLDER))
        || spec.environment().values().stream().anyMatch(value -> value.contains(PLACEHOLDER));
  }

  void cut(Pod pod) {
    of(pod).ifPresent(Dependency::cut);
  }

  void restore(Pod pod) {
    of(pod).ifPresent(Dependency::restore);
  }

  private Optional<Dependency> of(Pod pod) {
    return Optional.ofNullable(byPod.get(pod.name()));
  }

  @Override
  public void close() {
    byPod.values().forEach(Dependency::cut);
  }
}
