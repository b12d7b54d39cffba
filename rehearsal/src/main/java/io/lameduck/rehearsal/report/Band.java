package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A phase in the life of a pod.
 *
 * @param style the name of its colour
 * @param words what to write on it where there is room, such as {@code lame-duck 5.0 s}
 * @param detail what else there is to say; may be empty
 */
record Band(Duration from, Duration to, String style, String words, String detail) {
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

  /** A repeated SIGTERM begins nothing, nor does a deletion without a preStop hook. */
  private static boolean begins(PodEvent event) {
    return switch (event.kind()) {
      case SECOND_SIGTERM -> false;
      case DELETED -> !event.detail().isEmpty();
      default -> true;
    };
  }

  private static void add(List<Band> bands, PodHistory pod, PodEvent event, Duration to) {
    switch (event.kind()) {
      case STARTED -> bands.add(new Band(event.at(), to, "starting", "starting", ""));
      case READY -> bands.add(new Band(event.at(), to, "ready", "ready", ""));
      case NOT_READY -> bands.add(of(event, to, "unready", "not ready"));
      case UNHEALTHY -> bands.add(of(event, to, "unready", "unhealthy"));
      case DELETED -> bands.add(of(event, to, "prestop", "preStop"));
      case SIGTERM -> terminating(bands, pod, event.at(), to);
      case SIGKILL -> bands.add(of(event, to, "killed", "SIGKILL"));
      case SECOND_SIGTERM, EXITED -> {}
    }
  }

  private static Band of(PodEvent event, Duration to, String style, String words) {
    return new Band(event.at(), to, style, words, event.detail());
  }

  /** Its own phases if it told of them; otherwise all there is to see is that it terminates. */
  private static void terminating(List<Band> bands, PodHistory pod, Duration from, Duration to) {
    String message = pod.end() == null ? "" : pod.end().message();
    List<OwnPhases.Phase> phases = OwnPhases.in(message);
    Duration at = from;
    for (OwnPhases.Phase phase : phases) {
      Duration until = earlier(at.plus(phase.duration()), to);
      bands.add(of(phase, at, until));
      at = until;
    }
    String words = phases.isEmpty() ? "after SIGTERM" : "exiting";
    bands.add(new Band(at, to, "terminating", words, ""));
  }

  private static Duration earlier(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Band of(OwnPhases.Phase phase, Duration from, Duration to) {
    String words = phase.name() + " " + Seconds.of(phase.duration());
    return new Band(from, to, phase.name(), words, phase.end());
  }

  /** The same without a number. */
  String shortWords() {
    return words.startsWith(style + " ") ? style : words;
  }

  /** All there is to say. */
  String title() {
    return words + (detail.isEmpty() ? "" : " (" + detail + ")") + ", from " + Seconds.of(from);
  }
}
