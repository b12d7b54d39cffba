package io.lameduck.rehearsal.report;

/** The shapes a timeline is made of. */
final class Shapes {
  private Shapes() {}

  static Tag label(String styleClass, double x, double y, String text) {
    return Tag.of("text", styleClass).with("x", x).with("y", y).text(text);
  }

  /** A label that ends at {@code x}. */
  static Tag labelBefore(String styleClass, double x, double y, String text) {
    return label(styleClass, x, y, text).with("text-anchor", "end");
  }

  static Tag rectangle(String styleClass, double x, double y, double width, double height) {
    return Tag.of("rect", styleClass)
        .with("x", x)
        .with("y", y)
        .with("width", width)
        .with("height", height);
  }

  static Tag vertical(String styleClass, double x, double from, double to) {
    return Tag.of("path", styleClass)
        .with("d", "M" + Tag.number(x) + " " + Tag.number(from) + "V" + Tag.number(to));
  }
}
