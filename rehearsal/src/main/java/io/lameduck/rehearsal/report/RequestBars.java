package io.lameduck.rehearsal.report;

import static io.lameduck.rehearsal.report.PodRow.MARKS_BOTTOM;

/** The requests to one pod: a bar for the good ones of each column, a cross where any failed. */
final class RequestBars {
  private static final double HEIGHT = 24;

  private final Marks marks;
  private final Axis axis;
  private final double most;
  private final Tag group;

  private RequestBars(Marks marks, Axis axis, double most, Tag group) {
    this.marks = marks;
    this.axis = axis;
    this.most = most;
    this.group = group;
  }

  /** Draws into the group, in such a way that {@code most} requests are the highest bar. */
  static void draw(Marks marks, Axis axis, double most, Tag group) {
    if (!marks.isEmpty()) {
      new RequestBars(marks, axis, most, group).draw();
    }
  }

  private void draw() {
    double width = axis.x(marks.column()) - axis.left();
    StringBuilder good = new StringBuilder();
    for (int i = 0; i < marks.columns(); i++) {
      double x = axis.x(marks.at(i));
      if (marks.good(i) > 0) {
        double height = Math.max(1.5, HEIGHT * Math.sqrt(marks.good(i) / most));
        good.append(bar(x, Math.max(width, 0.6), height));
      }
      if (marks.failed(i) > 0) {
        failure(x + width / 2, i);
      }
    }
    group.add(Tag.of("path", "good").with("d", good.toString()));
  }

  private static String bar(double x, double width, double height) {
    return "M%s %sv-%sh%sV%sz"
        .formatted(
            Tag.number(x),
            Tag.number(MARKS_BOTTOM),
            Tag.number(height),
            Tag.number(width),
            Tag.number(MARKS_BOTTOM));
  }

  /** A cross with a stem: few failures are as easy to see as many. */
  private void failure(double x, int column) {
    String text = marks.failed(column) + " failed at " + Seconds.of(marks.at(column));
    String cross =
        "M%s %sv-%sM%s %sl6 6m0 -6l-6 6"
            .formatted(
                Tag.number(x),
                Tag.number(MARKS_BOTTOM),
                Tag.number(HEIGHT),
                Tag.number(x - 3),
                Tag.number(MARKS_BOTTOM - HEIGHT - 6));
    group.add(Tag.of("path", "failed").with("d", cross).add("title", text));
  }
}
