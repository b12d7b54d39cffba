package io.lameduck.benchmarks.drain;

import io.lameduck.benchmarks.report.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Failed requests as bars, a row for each service and a column for each regime. The longest bar of
 * a column is as long as that of any other, so that each column shows who is better and who is
 * worse.
 */
final class DrainChart {
  private static final int NAMES = 244;
  private static final int COLUMN = 146;
  private static final int LONGEST = 96;
  private static final int HEAD = 84;
  private static final int ROW = 34;
  private static final int BAR = 11;

  private static final String STYLE =
      """
      <style>
        text { font: 12px system-ui, sans-serif; fill: #1f2328 }
        .head, .ours { font-weight: 600 }
        .number { font-size: 10px }
        .usual { fill: #c62828 }
        .other { fill: #ef9a3c }
        line { stroke: #d1d9e0 }
        .page { fill: #fff }
        @media (prefers-color-scheme: dark) {
          text { fill: #f0f6fc }
          line { stroke: #3d444d }
          .page { fill: #0d1117 }
        }
      </style>
      """;

  private final List<DrainRow> rows;
  private final StringBuilder svg = new StringBuilder();

  private DrainChart(List<DrainRow> rows) {
    this.rows = rows;
  }

  /** The chart as SVG. */
  static String svg(Map<Contender, Map<Regime, Rolls>> found) {
    return new DrainChart(DrainRow.of(found)).draw();
  }

  private String draw() {
    Regime[] regimes = Regime.values();
    int width = NAMES + regimes.length * COLUMN;
    int height = HEAD + rows.size() * ROW + 6;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">%n%s",
        width, height, STYLE);
    add("<rect class=\"page\" width=\"100%%\" height=\"100%%\"/>%n");
    legend();
    text(8, HEAD - 12, "head", "failed requests in a roll");
    text(NAMES, HEAD - 30, "", "when clients learn that late that the pod is gone:");
    for (int row = 0; row < rows.size(); row++) {
      int y = HEAD + row * ROW;
      add("<line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n", width, y, y);
      text(8, y + 22, row == 0 ? "ours" : "", rows.get(row).title());
    }
    for (Regime regime : regimes) {
      column(NAMES + regime.ordinal() * COLUMN, regime);
    }
    return svg.append("</svg>\n").toString();
  }

  private void legend() {
    bar(8, 10, LONGEST / 8, "usual");
    text(28, 20, "", "as documented");
    bar(140, 10, LONGEST / 8, "other");
    text(160, 20, "", "preStop sleep in place of a delay of its own (Lameduck: early end)");
  }

  private void column(int x, Regime regime) {
    text(x, HEAD - 12, "head", regime.title());
    double most =
        rows.stream()
            .mapToDouble(row -> Math.max(row.failed(regime, true), row.failed(regime, false)))
            .max()
            .orElse(0);
    for (int row = 0; row < rows.size(); row++) {
      int y = HEAD + row * ROW + 5;
      figure(x, y, rows.get(row).failed(regime, true), most, "usual");
      figure(x, y + BAR + 1, rows.get(row).failed(regime, false), most, "other");
    }
  }

  private void figure(int x, int y, double failed, double most, String kind) {
    double length = most == 0 ? 0 : failed / most * LONGEST;
    if (failed > 0) {
      bar(x, y, Math.max(length, 1), kind);
    }
    text(x + (int) Math.ceil(length) + 4, y + 9, "number", Spread.number(failed));
  }

  private void bar(int x, int y, double length, String kind) {
    add(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
        kind, x, y, length, BAR);
  }

  private void text(int x, int y, String kind, String words) {
    add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", kind, x, y, words);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
