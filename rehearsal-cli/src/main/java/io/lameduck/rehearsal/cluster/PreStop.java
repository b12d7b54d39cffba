package io.lameduck.rehearsal.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the kubelet does before it sends SIGTERM to the first container of a pod. */
record PreStop(@Nullable LifecycleHandler hook) {
  static PreStop of(Pod pod) {
    return of(pod.getSpec());
  }

  static PreStop of(PodSpec pod) {
    Container main = pod.getContainers().get(0);
    Lifecycle lifecycle = main.getLifecycle();
    return new PreStop(lifecycle == null ? null : lifecycle.getPreStop());
  }

  /** Empty if only the hook itself knows. */
  Optional<Duration> length() {
    if (hook == null) {
      return Optional.of(Duration.ZERO);
    }
    return hook.getSleep() == null
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(hook.getSleep().getSeconds()));
  }

  /** What to say of it at the deletion; empty if there is none. */
  String detail() {
    return hook == null ? "" : "preStop: " + this;
  }

  @Override
  public String toString() {
    if (hook == null) {
      return "none";
    }
    if (hook.getSleep() != null) {
      return "sleep " + hook.getSleep().getSeconds() + " s";
    }
    if (hook.getExec() != null) {
      return String.join(" ", hook.getExec().getCommand());
    }
    return hook.getHttpGet() == null ? "a connection" : "GET " + hook.getHttpGet().getPath();
  }
}
