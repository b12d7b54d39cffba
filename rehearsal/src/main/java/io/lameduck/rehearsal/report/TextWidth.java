package io.lameduck.rehearsal.report;

/** How wide a text on the timeline is, at most: a page without scripts cannot measure it. */
final class TextWidth {
  /** The average of a wide font, DejaVu Sans, at the size that style sheet gives to labels. */
  private static final double CHARACTER = 6.3;

  private TextWidth() {}

  static double of(String text) {
    return text.length() * CHARACTER;
  }
}
