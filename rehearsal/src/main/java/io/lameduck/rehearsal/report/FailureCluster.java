package io.lameduck.rehearsal.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Failures that are so close together on the picture that they share a label.
 *
 * @param from the left edge of the first one
 * @param to the right edge of the last one
 */
record FailureCluster(double from, double to, long count, Axis axis) {
  private static final double GAP = 8;

  /** About a second of a rehearsal of the usual length. */
  private static final double TOGETHER = 40;

  /** Those of one pod, from left to right; no two labels meet. */
  static List<FailureCluster> of(Marks marks, Axis axis) {
    List<FailureCluster> clusters = new ArrayList<>();
    for (int i = 0; i < marks.columns(); i++) {
      if (marks.failed(i) > 0) {
        double from = axis.x(marks.at(i));
        add(clusters, new FailureCluster(from, axis.x(marks.at(i + 1)), marks.failed(i), axis));
      }
    }
    return clusters;
  }

  /** Joins it with those it meets; the longer label of a joined one may meet another. */
  private static void add(List<FailureCluster> clusters, FailureCluster next) {
    FailureCluster joined = next;
    while (!clusters.isEmpty() && clusters.get(clusters.size() - 1).meets(joined)) {
      joined = clusters.remove(clusters.size() - 1).with(joined);
    }
    clusters.add(joined);
  }

  private boolean meets(FailureCluster next) {
    boolean labelsMeet = labelLeft() + TextWidth.of(label()) + GAP > next.labelLeft();
    return labelsMeet || next.from - to < TOGETHER;
  }

  private FailureCluster with(FailureCluster next) {
    return new FailureCluster(from, next.to, count + next.count, axis);
  }

  String label() {
    return "✕ " + Numbers.of(count);
  }

  /** In the middle, or at an edge of the picture. */
  double labelLeft() {
    double width = TextWidth.of(label());
    double left = (from + to - width) / 2;
    return Math.max(axis.left(), Math.min(left, axis.right() - width));
  }
}
