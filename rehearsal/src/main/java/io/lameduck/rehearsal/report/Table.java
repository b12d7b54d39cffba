package io.lameduck.rehearsal.report;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of cells, the first of them the heads of the columns.
 *
 * @param words how many columns at the left are words; those after them are numbers, and the last
 *     one is words again
 */
record Table(int words, List<List<String>> rows) {
  Table {
    rows = List.copyOf(rows);
  }

  /** In columns, for a fixed font. */
  @Override
  public String toString() {
    return rows.stream().map(this::line).collect(joining("\n"));
  }

  private String line(List<String> row) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> padded(row.get(column), column))
        .collect(joining("  "))
        .stripTrailing();
  }

  boolean isWords(int column) {
    return column < words || column == rows.get(0).size() - 1;
  }

  private String padded(String cell, int column) {
    String space = " ".repeat(width(column) - cell.length());
    return isWords(column) ? cell + space : space + cell;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
