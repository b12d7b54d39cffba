package io.lameduck.rehearsal.report;

import java.util.List;

/**
 * The requests to one pod: a bar for each column of time, the failed ones on top of the answered
 * ones, on a scale that is the same for all pods. Failures that are close together have one label
 * that says how many they are.
 */
final class BarLane implements Lane {
  private static final double SCALE = 34;
  private static final double LABELS = 14;
  private static final double BELOW = 2;
  private static final double MIN_HEIGHT = 2.5;

  private final Marks marks;
  private final Axis axis;
  private final double most;
  private final Legend legend;
  private final List<FailureCluster> failures;

  /**
   * @param most requests a second that are the highest bar
   */
  BarLane(Marks marks, Axis axis, double most, Legend legend) {
    this.marks = marks;
    this.axis = axis;
    this.most = most;
    this.legend = legend;
    this.failures = FailureCluster.of(marks, axis);
  }

  @Override
  public double height() {
    return marks.isEmpty() ? 0 : SCALE + BELOW + (failures.isEmpty() ? 0 : LABELS);
  }

  @Override
  public void draw(Tag svg, double top) {
    double zero = top + height() - BELOW;
    String peak = "peak " + Numbers.of(Math.round(marks.peakPerSecond())) + " req/s";
    svg.add(Shapes.labelBefore("small faint", TimelineDrawing.NAMES, zero - 3, peak));
    failures.forEach(cluster -> svg.add(area(cluster, zero)));
    svg.add(answered(zero));
    for (int i = 0; i < marks.columns(); i++) {
      if (marks.failed(i) > 0) {
        svg.add(failed(i, zero));
      }
    }
    failures.forEach(cluster -> label(svg, cluster, zero - SCALE - 4));
    legend.use("answered");
  }

  /** Few failures among many requests are not high: this is what the eye finds. */
  private static Tag area(FailureCluster cluster, double zero) {
    double width = cluster.to() - cluster.from();
    return Shapes.rectangle("failed-area", cluster.from(), zero - SCALE, width, SCALE);
  }

  /** One shape: between shapes that only touch, a screen shows gaps. */
  private Tag answered(double zero) {
    StringBuilder outline = new StringBuilder("M" + Tag.number(axis.left()) + " ");
    outline.append(Tag.number(zero));
    for (int i = marks.columnAt(axis.from()); i < marks.columns(); i++) {
      outline.append("V").append(Tag.number(zero - height(marks.good(i))));
      outline.append("H").append(Tag.number(axis.x(marks.at(i + 1))));
    }
    return Tag.of("path", "answered")
        .with("d", outline.append("V" + Tag.number(zero) + "z").toString());
  }

  private Tag failed(int column, double zero) {
    double foot = zero - height(marks.good(column));
    double height = Math.max(MIN_HEIGHT, height(marks.failed(column)));
    String title = Numbers.of(marks.failed(column)) + " failed at " + Seconds.of(marks.at(column));
    double left = axis.x(marks.at(column));
    double width = axis.x(marks.at(column + 1)) - left;
    return Shapes.rectangle("failed", left, foot - height, width, height).add("title", title);
  }

  /** A single request among hundreds is still seen. */
  private double height(long requests) {
    return requests == 0 ? 0 : Math.max(1, SCALE * marks.perSecond(requests) / most);
  }

  private void label(Tag svg, FailureCluster cluster, double y) {
    legend.use("failed");
    svg.add(Shapes.label("small failures", cluster.labelLeft(), y, cluster.label()));
  }
}
