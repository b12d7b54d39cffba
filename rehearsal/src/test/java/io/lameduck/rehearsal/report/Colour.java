package io.lameduck.rehearsal.report;

import java.util.stream.Stream;

/** Linear light: red, green, blue, from 0 to 1. */
record Colour(double red, double green, double blue) {
  static Colour of(String hex) {
    double[] light =
        Stream.of(0, 2, 4)
            .mapToDouble(at -> linear(Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0))
            .toArray();
    return new Colour(light[0], light[1], light[2]);
  }

  private static double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  double luminance() {
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  /** L*, a*, b*. */
  double[] lab() {
    double x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
    double y = root(luminance());
    double z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double root(double value) {
    return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
  }
}
