package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.Pod;

/** The label that says which application a pod belongs to. */
final class AppLabel {
  static final String KEY = "app.kubernetes.io/name";

  private AppLabel() {}

  static String of(Pod pod) {
    return pod.getMetadata().getLabels().get(KEY);
  }
}
