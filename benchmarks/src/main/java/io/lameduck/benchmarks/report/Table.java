package io.lameduck.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in Markdown: the first column names things, the others hold figures. */
public final class Table {
  private final List<String> lines = new ArrayList<>();
  private final int columns;

  public Table(String... heads) {
    this.columns = heads.length;
    row(List.of(heads));
    lines.add("|---" + "|---:".repeat(columns - 1) + "|");
  }

  public void row(String... cells) {
    row(Arrays.asList(cells));
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has not as many cells as there are columns
   */
  public void row(List<String> cells) {
    if (cells.size() != columns) {
      throw new IllegalArgumentException(
          "cells: " + cells + " (expected: " + columns + " of them)");
    }
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  public String text() {
    return String.join("\n", lines) + "\n";
  }
}
