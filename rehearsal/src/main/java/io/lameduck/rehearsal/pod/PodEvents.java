package io.lameduck.rehearsal.pod;

import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodEvent.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What happened to a pod, in order. Any thread. */
final class PodEvents {
  private final Stopwatch stopwatch;
  private final Consumer<PodEvent> listener;
  private final List<PodEvent> events = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  PodEvents(Stopwatch stopwatch, Consumer<PodEvent> listener) {
    this.stopwatch = stopwatch;
    this.listener = listener;
  }

  Duration write(Kind kind, String detail) {
    PodEvent event = new PodEvent(stopwatch.elapsed(), kind, detail);
    if (!closed) {
      events.add(event);
      listener.accept(event);
    }
    return event.at();
  }

  /** Ends the history: what the end of the rehearsal does to the pod is no part of it. */
  void close() {
    closed = true;
  }

  Duration now() {
    return stopwatch.elapsed();
  }

  List<PodEvent> events() {
    return List.copyOf(events);
  }
}
