package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.load.LateConnections;
import io.lameduck.rehearsal.pod.PodEvent;
import io.lameduck.rehearsal.pod.PodHistory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One pod on the timeline: its phases, who knows it, and its requests. */
final class PodRow {
  static final double HEIGHT = 92;
  private static final double BAND_TOP = 16;
  private static final double BAND_HEIGHT = 16;
  private static final double KNOWN_TOP = 35;
  private static final double KNOWN_HEIGHT = 7;
  private static final double MARKS_BOTTOM = 78;
  private static final double MARKS_HEIGHT = 24;
  private static final double NARROWEST_LABEL = 52;
  private static final double CLOSE = 14;

  private final Report report;
  private final Axis axis;
  private final double most;
  private final Tag group;

  PodRow(Report report, Axis axis, double most, double top) {
    this.report = report;
    this.axis = axis;
    this.most = most;
    this.group = Tag.of("g").with("transform", "translate(0 " + Tag.number(top) + ")");
  }

  Tag draw(PodHistory pod) {
    name(pod.name());
    known(pod.name());
    Band.of(pod, report.took()).forEach(this::band);
    marks(Marks.of(pod.name(), report.results().timeline()));
    events(pod);
    late(pod, report.results().lateConnections().get(pod.name()));
    return group;
  }

  /** The requests that found no pod at all. */
  Tag drawNoPod() {
    name("no pod");
    marks(Marks.of("", report.results().timeline()));
    return group;
  }

  private void name(String name) {
    group.add(label("name", axis.left() - 10, BAND_TOP + 12.5, name).with("text-anchor", "end"));
  }

  private static Tag label(String styleClass, double x, double y, String text) {
    return Tag.of("text", styleClass).with("x", x).with("y", y).text(text);
  }

  private void band(Band band) {
    double x = axis.x(band.from());
    double width = axis.x(band.to()) - x;
    group.add(
        rectangle("band " + band.style(), x, BAND_TOP, Math.max(width, 0.5), BAND_HEIGHT)
            .add("title", band.label() + ", from " + Seconds.of(band.from())));
    String shown = band.label().split("[;:(]", 2)[0].trim();
    if (width > NARROWEST_LABEL && width > shown.length() * 6.2) {
      group.add(label("inside on-" + band.style(), x + 5, BAND_TOP + 12, shown));
    }
  }

  private static Tag rectangle(String styleClass, double x, double y, double width, double height) {
    return Tag.of("rect", styleClass)
        .with("x", x)
        .with("y", y)
        .with("width", width)
        .with("height", height);
  }

  private void known(String pod) {
    List<KnownShare> shares = KnownShare.of(pod, report);
    for (int i = 0; i < shares.size(); i++) {
      Duration to = i + 1 < shares.size() ? shares.get(i + 1).from() : report.took();
      known(shares.get(i), to);
    }
  }

  private void known(KnownShare share, Duration to) {
    double height = KNOWN_HEIGHT * share.share();
    double x = axis.x(share.from());
    if (height > 0.01 && axis.x(to) > x) {
      group.add(
          rectangle("known", x, KNOWN_TOP + KNOWN_HEIGHT - height, axis.x(to) - x, height)
              .add("title", Math.round(100 * share.share()) + " % of the clients know it"));
    }
  }

  private void marks(Marks marks) {
    if (marks.isEmpty()) {
      return;
    }
    double width = axis.x(marks.column()) - axis.left();
    StringBuilder good = new StringBuilder();
    for (int i = 0; i < marks.columns(); i++) {
      double x = axis.x(marks.at(i));
      if (marks.good(i) > 0) {
        double height = Math.max(1.5, MARKS_HEIGHT * Math.sqrt(marks.good(i) / most));
        good.append(bar(x, Math.max(width, 0.6), height));
      }
      if (marks.failed(i) > 0) {
        failure(x + width / 2, marks, i);
      }
    }
    group.add(Tag.of("path", "good").with("d", good.toString()));
  }

  private static String bar(double x, double width, double height) {
    return "M"
        + Tag.number(x)
        + " "
        + Tag.number(MARKS_BOTTOM)
        + "v-"
        + Tag.number(height)
        + "h"
        + Tag.number(width)
        + "V"
        + Tag.number(MARKS_BOTTOM)
        + "z";
  }

  /** A cross with a stem: few failures are as easy to see as many. */
  private void failure(double x, Marks marks, int column) {
    String text = marks.failed(column) + " failed at " + Seconds.of(marks.at(column));
    String cross =
        "M%s %sv-%sM%s %sl6 6m0 -6l-6 6"
            .formatted(
                Tag.number(x),
                Tag.number(MARKS_BOTTOM),
                Tag.number(MARKS_HEIGHT),
                Tag.number(x - 3),
                Tag.number(MARKS_BOTTOM - MARKS_HEIGHT - 6));
    group.add(Tag.of("path", "failed").with("d", cross).add("title", text));
  }

  /** Those that happened together, as far as one can see, have one label. */
  private void events(PodHistory pod) {
    List<PodEvent> shown = pod.events().stream().filter(event -> !word(event).isEmpty()).toList();
    int i = 0;
    while (i < shown.size()) {
      double x = axis.x(shown.get(i).at());
      int next = i + 1;
      while (next < shown.size() && axis.x(shown.get(next).at()) - x < CLOSE) {
        next++;
      }
      event(x, shown.subList(i, next).stream().map(PodRow::word).collect(Collectors.joining(", ")));
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

  private void event(double x, String words) {
    boolean atTheEdge = x + words.length() * 6 > axis.left() + axis.width();
    group.add(line("event", x, 5, BAND_TOP + BAND_HEIGHT));
    group.add(
        label("small", atTheEdge ? x - 3 : x + 3, 12, words)
            .with("text-anchor", atTheEdge ? "end" : "start"));
  }

  private static Tag line(String styleClass, double x, double from, double to) {
    return Tag.of("path", styleClass)
        .with("d", "M" + Tag.number(x) + " " + Tag.number(from) + "V" + Tag.number(to));
  }

  private void late(PodHistory pod, @Nullable LateConnections late) {
    if (late == null || late.count() == 0) {
      return;
    }
    pod.events().stream()
        .filter(event -> event.kind() == PodEvent.Kind.DELETED)
        .map(event -> event.at().plus(late.last()))
        .forEach(at -> late(axis.x(at), late.last()));
  }

  private void late(double x, Duration after) {
    group.add(line("late", x, KNOWN_TOP, MARKS_BOTTOM + 3));
    group.add(
        label("small late-label", x, MARKS_BOTTOM + 12, "last new connection +" + Seconds.of(after))
            .with("text-anchor", x > axis.left() + axis.width() - 140 ? "end" : "start"));
  }
}
