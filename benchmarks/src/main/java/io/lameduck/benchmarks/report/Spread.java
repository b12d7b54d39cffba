package io.lameduck.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** What several rounds have measured: half of them were below the median. */
public record Spread(double least, double median, double most) {
  /**
   * The spread of at least one figure.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Spread of(List<? extends Number> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("figures: none (expected: one of each round)");
    }
    double[] sorted = figures.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    int last = sorted.length - 1;
    return new Spread(sorted[0], (sorted[last / 2] + sorted[(last + 1) / 2]) / 2, sorted[last]);
  }

  /** The median, and in brackets the range. */
  public String text() {
    return least == most
        ? number(median)
        : number(median) + " (" + number(least) + "–" + number(most) + ")";
  }

  /** Three digits that count, and no more than the whole number has. */
  public static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
