package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A phase in the life of a pod.
 *
 * @param style the name of its colour
 * @param label what it was, for people
 */
record Band(Duration from, Duration to, String style, String label) {
  /** All phases of a pod, in order, until the end of the rehearsal at the latest. */
  static List<Band> of(PodHistory pod, Duration end) {
    List<Band> bands = new ArrayList<>();
    List<PodEvent> events = pod.events().stream().filter(Band::begins).toList();
    for (int i = 0; i < events.size(); i++) {
      Duration to = i + 1 < events.size() ? events.get(i + 1).at() : end;
      add(bands, pod, events.get(i), to);
    }
    return bands;
  }

  /** A repeated SIGTERM begins nothing. */
  private static boolean begins(PodEvent event) {
    return event.kind() != PodEvent.Kind.SECOND_SIGTERM;
  }

  private static void add(List<Band> bands, PodHistory pod, PodEvent event, Duration to) {
    switch (event.kind()) {
      case STARTED -> bands.add(new Band(event.at(), to, "starting", "starting"));
      case READY -> bands.add(new Band(event.at(), to, "ready", "ready"));
      case NOT_READY ->
          bands.add(new Band(event.at(), to, "unready", "not ready: " + event.detail()));
      case UNHEALTHY -> bands.add(new Band(event.at(), to, "unready", event.detail()));
      case DELETED -> bands.add(new Band(event.at(), to, "prestop", "deleted; " + event.detail()));
      case SIGTERM -> terminating(bands, pod, event.at(), to);
      case SIGKILL -> bands.add(new Band(event.at(), to, "killed", "SIGKILL"));
      case SECOND_SIGTERM, EXITED -> {}
    }
  }

  /** Its own phases if it told of them; otherwise all there is to see is that it terminates. */
  private static void terminating(List<Band> bands, PodHistory pod, Duration from, Duration to) {
    String message = pod.end() == null ? "" : pod.end().message();
    Duration at = from;
    for (OwnPhases.Phase phase : OwnPhases.in(message)) {
      Duration until = earlier(at.plus(phase.duration()), to);
      bands.add(new Band(at, until, style(phase.name()), label(phase)));
      at = until;
    }
    bands.add(new Band(at, to, "terminating", "after SIGTERM"));
  }

  private static Duration earlier(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static String style(String phase) {
    return phase.replace(' ', '-').toLowerCase(Locale.ROOT);
  }

  private static String label(OwnPhases.Phase phase) {
    return phase.name() + " " + Seconds.of(phase.duration()) + " (" + phase.end() + ")";
  }
}
