package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.PodEvent;

/** Told of what a pod does, on threads of the pod: it must not wait. */
public interface PodListener {
  /** One that is not interested. */
  PodListener NONE =
      new PodListener() {
        @Override
        public void line(Pod pod, String line) {}

        @Override
        public void happened(Pod pod, PodEvent event) {}
      };

  /** The process wrote a line. */
  void line(Pod pod, String line);

  /** Something happened to the pod. */
  void happened(Pod pod, PodEvent event);
}
