package io.lameduck.rehearsal.report;

import static java.util.stream.Collectors.joining;

import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened to a pod, in words beside a line through its phases. Words that would meet the next
 * line are on its other side, or one level higher.
 */
final class EventLane implements Lane {
  private static final double CLOSE = 14;
  private static final double LEVEL = 12;
  private static final double BESIDE = 3;
  private static final double GAP = 7;

  /** Events that happened together, as far as one can see. */
  private record Mark(double x, String words) {}

  private record Label(double x, double left, String words, boolean raised) {}

  private final List<Label> labels = new ArrayList<>();
  private final Axis axis;
  private double free;
  private double freeAbove;

  EventLane(PodHistory pod, Axis axis) {
    this.axis = axis;
    this.free = axis.left();
    this.freeAbove = axis.left();
    List<Mark> marks = marks(pod);
    for (int i = 0; i < marks.size(); i++) {
      double next = i + 1 < marks.size() ? marks.get(i + 1).x() : axis.right() + BESIDE;
      labels.add(placed(marks.get(i), next));
    }
  }

  private List<Mark> marks(PodHistory pod) {
    List<PodEvent> events = pod.events().stream().filter(this::isShown).toList();
    List<Mark> marks = new ArrayList<>();
    int i = 0;
    while (i < events.size()) {
      double x = axis.x(events.get(i).at());
      int next = i + 1;
      while (next < events.size() && axis.x(events.get(next).at()) - x < CLOSE) {
        next++;
      }
      String words = events.subList(i, next).stream().map(EventLane::word).collect(joining(", "));
      marks.add(new Mark(x, words));
      i = next;
    }
    return marks;
  }

  private boolean isShown(PodEvent event) {
    return !word(event).isEmpty() && event.at().compareTo(axis.from()) >= 0;
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

  private Label placed(Mark mark, double next) {
    double width = TextWidth.of(mark.words());
    double after = mark.x() + BESIDE;
    double before = mark.x() - BESIDE - width;
    if (after + width <= next - BESIDE) {
      free = after + width + GAP;
      return new Label(mark.x(), after, mark.words(), false);
    }
    boolean fitsBefore = before >= free;
    free = after;
    return fitsBefore ? new Label(mark.x(), before, mark.words(), false) : raised(mark, width);
  }

  private Label raised(Mark mark, double width) {
    double left = Math.min(Math.max(mark.x() + BESIDE, freeAbove), axis.right() - width);
    freeAbove = left + width + GAP;
    return new Label(mark.x(), left, mark.words(), true);
  }

  @Override
  public double height() {
    if (labels.isEmpty()) {
      return 0;
    }
    return labels.stream().anyMatch(Label::raised) ? 2 * LEVEL : LEVEL;
  }

  /** The phases are below. */
  @Override
  public void draw(Tag svg, double top) {
    double bottom = top + height();
    for (Label label : labels) {
      double base = bottom - (label.raised() ? LEVEL : 0) - 3;
      svg.add(Shapes.vertical("event", label.x(), base - 7, bottom + BandLane.BAND));
      svg.add(Shapes.label("small", label.left(), base, label.words()));
    }
  }
}
