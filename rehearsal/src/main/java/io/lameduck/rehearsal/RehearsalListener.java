package io.lameduck.rehearsal;

import io.lameduck.rehearsal.model.PodEvent;
import java.util.function.LongSupplier;

/** Told what goes on while a rehearsal runs, on several threads: it must not wait. */
public interface RehearsalListener {
  /** Something begins: a sentence for people. */
  default void step(String what) {}

  /**
   * The clients have begun to ask.
   *
   * @param requests how many requests were made so far; any thread may ask, at any time
   * @param failed how many of them have failed
   */
  default void loadStarted(LongSupplier requests, LongSupplier failed) {}

  /** A pod wrote a line. */
  default void line(String pod, String line) {}

  /** Something happened to a pod. */
  default void happened(String pod, PodEvent event) {}
}
