package io.lameduck.rehearsal.report;

import static java.util.stream.Collectors.joining;

import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import java.util.List;

/** What happened to a pod, in words above its band. */
final class EventLabels {
  private static final double CLOSE = 14;
  private static final double CHARACTER = 5.8;

  private EventLabels() {}

  /** Events that happened together, as far as one can see, have one label. */
  static void draw(PodHistory pod, Axis axis, Tag group) {
    List<PodEvent> shown = pod.events().stream().filter(event -> !word(event).isEmpty()).toList();
    double free = 0;
    int i = 0;
    while (i < shown.size()) {
      double x = axis.x(shown.get(i).at());
      int next = i + 1;
      while (next < shown.size() && axis.x(shown.get(next).at()) - x < CLOSE) {
        next++;
      }
      String words = shown.subList(i, next).stream().map(EventLabels::word).collect(joining(", "));
      free = draw(x, Math.max(x + 3, free), words, axis, group);
      i = next;
    }
  }

  private static String word(PodEvent event) {
    return switch (event.kind()) {
      case DELETED -> "deleted";
      case SIGTERM -> "SIGTERM";
      case SECOND_SIGTERM -> "SIGTERM again";
      case SIGKILL -> "SIGKILL";
      case UNHEALTHY -> "unhealthy";
      case EXITED -> event.detail().replace("exit code", "exit").replace("by itself, ", "");
      case STARTED, READY, NOT_READY -> "";
    };
  }

  /** Where the next label may begin. */
  private static double draw(double x, double from, String words, Axis axis, Tag group) {
    double width = words.length() * CHARACTER;
    boolean atTheEdge = from + width > axis.left() + axis.width();
    group.add(PodRow.line("event", x, 5, PodRow.BAND_TOP + PodRow.BAND_HEIGHT));
    group.add(
        PodRow.label("small", atTheEdge ? x - 3 : from, 12, words)
            .with("text-anchor", atTheEdge ? "end" : "start"));
    return from + width + CHARACTER;
  }
}
