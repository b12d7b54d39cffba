package io.lameduck.rehearsal.report;

/** How people see colours, by Machado, Oliveira and Fernandes (2009), at their full severity. */
enum Sight {
  TRICHROMAT(1, 0, 0, 0, 1, 0, 0, 0, 1),
  PROTANOPE(
      0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
  DEUTERANOPE(
      0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
  TRITANOPE(
      1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

  private final double[] matrix;

  Sight(double... matrix) {
    this.matrix = matrix;
  }

  double difference(Colour one, Colour other) {
    double[] first = seen(one).lab();
    double[] second = seen(other).lab();
    return Math.sqrt(
        Math.pow(first[0] - second[0], 2)
            + Math.pow(first[1] - second[1], 2)
            + Math.pow(first[2] - second[2], 2));
  }

  private Colour seen(Colour colour) {
    return new Colour(row(0, colour), row(3, colour), row(6, colour));
  }

  private double row(int at, Colour colour) {
    double light =
        matrix[at] * colour.red()
            + matrix[at + 1] * colour.green()
            + matrix[at + 2] * colour.blue();
    return Math.max(0, Math.min(1, light));
  }
}
