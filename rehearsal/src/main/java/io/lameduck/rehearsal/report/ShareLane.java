package io.lameduck.rehearsal.report;

import java.time.Duration;
import java.util.List;

/** The share of the clients that know a pod: steps between nothing and all of them. */
final class ShareLane implements Lane {
  private static final double PADDING = 5;
  private static final double SCALE = 16;

  private final List<KnownShare> shares;
  private final Axis axis;
  private final Legend legend;

  ShareLane(List<KnownShare> shares, Axis axis, Legend legend) {
    this.shares = shares;
    this.axis = axis;
    this.legend = legend;
  }

  @Override
  public double height() {
    return shares.isEmpty() ? 0 : SCALE + 2 * PADDING;
  }

  @Override
  public void draw(Tag svg, double top) {
    double all = top + PADDING;
    double none = all + SCALE;
    svg.add(Shapes.labelBefore("small faint", TimelineDrawing.NAMES, none - 4, "known to clients"));
    svg.add(Shapes.labelBefore("tiny faint", axis.left() - 6, all + 5, "100 %"));
    svg.add(Shapes.labelBefore("tiny faint", axis.left() - 6, none + 1.5, "0 %"));
    StringBuilder line = new StringBuilder();
    line.append("M").append(Tag.number(axis.left())).append(" ").append(y(atTheLeft(), all));
    for (int i = 0; i < shares.size(); i++) {
      KnownShare share = shares.get(i);
      if (share.from().compareTo(axis.from()) > 0) {
        line.append("H").append(Tag.number(axis.x(share.from())));
        line.append("V").append(y(share.share(), all));
      }
      area(svg, share, i + 1 < shares.size() ? shares.get(i + 1).from() : axis.to(), all);
    }
    line.append("H").append(Tag.number(axis.right()));
    svg.add(Tag.of("path", "known-line").with("d", line.toString()));
    legend.use("known");
  }

  /** What all clients knew when they began. */
  private double atTheLeft() {
    double share = 0;
    for (KnownShare known : shares) {
      share = known.from().compareTo(axis.from()) <= 0 ? known.share() : share;
    }
    return share;
  }

  private static String y(double share, double all) {
    return Tag.number(all + SCALE * (1 - share));
  }

  /** Below the line, and what the pointer finds. */
  private void area(Tag svg, KnownShare share, Duration to, double all) {
    double x = axis.x(share.from());
    double width = axis.x(to) - x;
    if (width > 0 && share.share() > 0.001) {
      double height = SCALE * share.share();
      svg.add(
          Shapes.rectangle("known-area", x, all + SCALE - height, width, height)
              .add("title", Math.round(100 * share.share()) + " % of the clients know it"));
    }
  }
}
