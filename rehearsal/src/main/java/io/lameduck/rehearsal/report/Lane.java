package io.lameduck.rehearsal.report;

/** A strip of a row of the timeline, from its left to its right edge. */
interface Lane {
  /** Zero if there is nothing to show. */
  double height();

  /** Draws it with its upper edge at {@code top}. */
  void draw(Tag svg, double top);
}
