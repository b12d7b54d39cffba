package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import io.lameduck.rehearsal.model.Timeline;
import java.time.Duration;

/**
 * The whole rehearsal as one picture: a row for each pod, time from left to right, from the moment
 * the clients began to ask.
 */
final class TimelineDrawing {
  static final double LEFT = 128;

  /** Where the names at the left end. */
  static final double NAMES = LEFT - 8;

  private static final double WIDTH = 1000;
  private static final double AXIS_LEFT = LEFT + Stub.WIDTH + 4;
  private static final double RIGHT = 14;
  private static final double HEAD = 18;

  private final Report report;
  private final Axis axis;
  private final Legend legend = new Legend();

  private TimelineDrawing(Report report) {
    this.report = report;
    this.axis = new Axis(report.loadBegan(), report.took(), AXIS_LEFT, WIDTH - AXIS_LEFT - RIGHT);
  }

  /** With its legend. */
  static Tag of(Report report) {
    return new TimelineDrawing(report).draw();
  }

  /** A picture as wide as the page. */
  static Tag picture(double height, String label) {
    return Tag.of("svg")
        .with("viewBox", "0 0 " + Tag.number(WIDTH) + " " + Tag.number(height))
        .with("role", "img")
        .with("aria-label", label);
  }

  private Tag draw() {
    PodRow row = new PodRow(report, axis, most(report.results().timeline()), legend);
    Tag rows = Tag.of("div", "wide timeline").add(head());
    Fronts.of(report).forEach(front -> rows.add(row.drawRequests(front, front)));
    for (PodHistory pod : report.pods()) {
      rows.add(row.draw(pod));
    }
    if (!Marks.of("", report.results().timeline()).isEmpty()) {
      rows.add(row.drawRequests("", "no pod"));
    }
    return Tag.of("div").add(rows).add(legend.draw());
  }

  private static double most(Timeline timeline) {
    double highest =
        timeline.tracks().stream()
            .map(Timeline.Track::pod)
            .distinct()
            .mapToDouble(pod -> Marks.of(pod, timeline).peakPerSecond())
            .max()
            .orElse(0);
    return Math.max(1, highest);
  }

  private Tag head() {
    Tag svg = picture(HEAD, "Seconds since the rehearsal began");
    svg.add(Stub.head(LEFT, HEAD - 6));
    axis.ticks().stream()
        .filter(at -> axis.x(at) > AXIS_LEFT + TextWidth.of(Axis.label(at)) / 2)
        .forEach(at -> tick(svg, at));
    return svg;
  }

  private void tick(Tag svg, Duration at) {
    double half = TextWidth.of(Axis.label(at)) / 2;
    double x = Math.min(axis.x(at), WIDTH - half);
    svg.add(Shapes.label("axis", x, HEAD - 6, Axis.label(at)));
  }
}
