package io.lameduck.rehearsal;

import io.lameduck.rehearsal.load.Endpoints;
import io.lameduck.rehearsal.load.Load;
import io.lameduck.rehearsal.pod.PodEvent;

/** Told what goes on while a rehearsal runs, on several threads: it must not wait. */
public interface RehearsalListener {
  /** Something begins: a sentence for people. */
  default void step(String what) {}

  /** Before anything else: where the pods are going to be found, for clients of one's own. */
  default void endpoints(Endpoints endpoints) {}

  /** The clients have begun to ask. */
  default void loadStarted(Load load) {}

  /** A pod wrote a line. */
  default void line(String pod, String line) {}

  /** Something happened to a pod. */
  default void happened(String pod, PodEvent event) {}
}
