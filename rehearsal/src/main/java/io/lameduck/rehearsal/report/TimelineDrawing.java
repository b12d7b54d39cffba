package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.Timeline;
import java.time.Duration;

/** The whole rehearsal as one picture: a row for each pod, time from left to right. */
final class TimelineDrawing {
  private static final double WIDTH = 1200;
  private static final double LEFT = 130;
  private static final double RIGHT = 15;
  private static final double TOP = 24;

  private final Report report;
  private final Axis axis;
  private final double most;

  private TimelineDrawing(Report report) {
    this.report = report;
    this.axis = new Axis(report.took(), LEFT, WIDTH - LEFT - RIGHT);
    this.most = Math.max(1, most(report.results().timeline()));
  }

  static Tag of(Report report) {
    return new TimelineDrawing(report).draw();
  }

  private static long most(Timeline timeline) {
    return timeline.tracks().stream()
        .map(Timeline.Track::pod)
        .distinct()
        .mapToLong(pod -> Marks.of(pod, timeline).most())
        .max()
        .orElse(1);
  }

  private Tag draw() {
    boolean noPod = !Marks.of("", report.results().timeline()).isEmpty();
    double height = TOP + PodRow.HEIGHT * (report.pods().size() + (noPod ? 1 : 0));
    Tag svg =
        Tag.of("svg")
            .with("viewBox", "0 0 " + Tag.number(WIDTH) + " " + Tag.number(height))
            .with("role", "img")
            .with("aria-label", "Timeline of the pods and their requests");
    axis.ticks().forEach(at -> tick(svg, at, height));
    loadBegan(svg, height);
    double top = TOP;
    for (PodHistory pod : report.pods()) {
      svg.add(new PodRow(report, axis, most, top).draw(pod));
      top += PodRow.HEIGHT;
    }
    if (noPod) {
      svg.add(new PodRow(report, axis, most, top).drawNoPod());
    }
    return svg;
  }

  private void tick(Tag svg, Duration at, double height) {
    String x = Tag.number(axis.x(at));
    svg.add(Tag.of("path", "tick").with("d", "M" + x + " 18V" + Tag.number(height)));
    svg.add(Tag.of("text", "axis").with("x", axis.x(at)).with("y", 12).text(Axis.label(at)));
  }

  private void loadBegan(Tag svg, double height) {
    String x = Tag.number(axis.x(report.loadBegan()));
    svg.add(
        Tag.of("path", "begin")
            .with("d", "M" + x + " 18V" + Tag.number(height))
            .add("title", "the clients begin to ask"));
  }
}
