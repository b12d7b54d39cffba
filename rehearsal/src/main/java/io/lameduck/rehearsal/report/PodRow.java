package io.lameduck.rehearsal.report;

import io.lameduck.rehearsal.model.LateConnections;
import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodHistory;
import io.lameduck.rehearsal.model.Report;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pod on the timeline: its phases, who knows it, and its requests. */
final class PodRow {
  static final double HEIGHT = 92;
  static final double BAND_TOP = 16;
  static final double BAND_HEIGHT = 16;
  private static final double KNOWN_TOP = 35;
  private static final double KNOWN_HEIGHT = 7;
  static final double MARKS_BOTTOM = 78;
  private static final double NARROWEST_LABEL = 52;

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
    bars(pod.name());
    EventLabels.draw(pod, axis, group);
    late(pod, report.results().lateConnections().get(pod.name()));
    return group;
  }

  /** The requests that found no pod at all. */
  Tag drawNoPod() {
    name("no pod");
    bars("");
    return group;
  }

  private void name(String name) {
    group.add(label("name", axis.left() - 10, BAND_TOP + 12.5, name).with("text-anchor", "end"));
  }

  static Tag label(String styleClass, double x, double y, String text) {
    return Tag.of("text", styleClass).with("x", x).with("y", y).text(text);
  }

  private void bars(String pod) {
    RequestBars.draw(Marks.of(pod, report.results().timeline()), axis, most, group);
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

  static Tag line(String styleClass, double x, double from, double to) {
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
