package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.util.List;

/**
 * One pod on the timeline: its phases, who knows it, and its requests. A picture of its own, so
 * that a printed page may end below it.
 */
final class PodRow {
  private static final double PADDING = 9;

  /** As {@link TextWidth}, at the size of names, and bold. */
  private static final double CHARACTER = 8.5;

  private final Report report;
  private final Axis axis;
  private final double most;
  private final Legend legend;

  /**
   * @param most requests a second that are the highest bar
   */
  PodRow(Report report, Axis axis, double most, Legend legend) {
    this.report = report;
    this.axis = axis;
    this.most = most;
    this.legend = legend;
  }

  Tag draw(PodHistory pod) {
    EventLane events = new EventLane(pod, axis);
    BandLane bands = new BandLane(Band.of(pod, report.took()), axis, legend);
    ShareLane shares = new ShareLane(KnownShare.of(pod.name(), report), axis, legend);
    BarLane bars = bars(pod.name());
    LateLane late =
        new LateLane(
            pod,
            report.results().lateConnections().get(pod.name()),
            axis,
            legend,
            shares.height() + bars.height());
    double top = PADDING + events.height();
    Tag svg = stacked(top, List.of(bands, shares, bars, late), pod.name());
    events.draw(svg, PADDING); // its lines are above the bands
    name(svg, pod.name(), top);
    Stub.draw(pod, report.loadBegan(), TimelineDrawing.LEFT, top, svg);
    return svg;
  }

  /** Requests alone: those that found no pod at all, or that something else than a pod was sent. */
  Tag drawRequests(String pod, String name) {
    Tag svg = stacked(PADDING, List.of(bars(pod)), name);
    name(svg, name, PADDING);
    return svg;
  }

  private BarLane bars(String pod) {
    return new BarLane(Marks.of(pod, report.results().timeline()), axis, most, legend);
  }

  /** The lower ones first: their lines go up behind the others. */
  private Tag stacked(double from, List<Lane> lanes, String name) {
    double height = lanes.stream().mapToDouble(Lane::height).sum() + from;
    Tag svg = TimelineDrawing.picture(height, "Timeline of " + name);
    axis.ticks().forEach(at -> svg.add(Shapes.vertical("tick", axis.x(at), 0, height)));
    double bottom = height;
    for (int i = lanes.size() - 1; i >= 0; i--) {
      bottom -= lanes.get(i).height();
      if (lanes.get(i).height() > 0) {
        lanes.get(i).draw(svg, bottom);
      }
    }
    return svg;
  }

  /** The end of a long name tells pods apart, and not its beginning. */
  private static void name(Tag svg, String name, double top) {
    int most = (int) (TimelineDrawing.NAMES / CHARACTER);
    String shown = name.length() <= most ? name : "…" + name.substring(name.length() - most + 1);
    svg.add(
        Shapes.labelBefore("name", TimelineDrawing.NAMES, top + 13.5, shown).add("title", name));
  }
}
