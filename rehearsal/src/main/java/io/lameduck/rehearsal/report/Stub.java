package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a pod took to start before the clients began to ask, in a piece of the row that is not
 * to scale: nothing else happened then.
 */
final class Stub {
  static final double WIDTH = 50;

  private Stub() {}

  /** The head of the column, above all rows. */
  static Tag head(double left, double y) {
    return Shapes.label("axis", left + WIDTH / 2, y, "start-up");
  }

  /** Draws into the row of a pod that was started before that moment. */
  static void draw(PodHistory pod, Duration loadBegan, double left, double top, Tag svg) {
    first(pod, PodEvent.Kind.STARTED)
        .filter(started -> !wasThereBefore(pod, started))
        .filter(started -> started.compareTo(loadBegan) < 0)
        .ifPresent(started -> drawStart(pod, started, left, top, svg));
  }

  /** Whether the pod was ready when it was first seen: then nobody saw it start. */
  private static boolean wasThereBefore(PodHistory pod, Duration started) {
    return first(pod, PodEvent.Kind.READY).filter(started::equals).isPresent();
  }

  private static void drawStart(
      PodHistory pod, Duration started, double left, double top, Tag svg) {
    String took =
        first(pod, PodEvent.Kind.READY).map(ready -> Seconds.of(ready.minus(started))).orElse("-");
    svg.add(
        Shapes.rectangle("band starting", left, top, WIDTH, BandLane.BAND)
            .add("title", "ready " + took + " after its start, before the clients began to ask"));
    svg.add(
        Shapes.label("small on-starting", left + WIDTH / 2, top + 12.5, took)
            .with("text-anchor", "middle"));
  }

  private static Optional<Duration> first(PodHistory pod, PodEvent.Kind kind) {
    return pod.events().stream()
        .filter(event -> event.kind() == kind)
        .map(PodEvent::at)
        .findFirst();
  }
}
