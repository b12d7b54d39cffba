package io.lameduck.rehearsal.report;

import java.util.List;
import java.util.Optional;

/** The phases of a pod, each with its name in it, or below it where it is too short for that. */
final class BandLane implements Lane {
  static final double BAND = 18;
  private static final double PADDING = 5;
  private static final double BELOW = 17;
  private static final double NARROWEST = 1;

  private final List<Band> bands;
  private final Axis axis;
  private final Legend legend;
  private final List<Band> named;

  BandLane(List<Band> all, Axis axis, Legend legend) {
    this.bands = all.stream().filter(band -> isShown(band, axis)).toList();
    this.axis = axis;
    this.legend = legend;
    this.named = bands.stream().filter(band -> inside(band).isEmpty()).toList();
  }

  private static boolean isShown(Band band, Axis axis) {
    return axis.x(band.to()) - axis.x(band.from()) >= NARROWEST;
  }

  @Override
  public double height() {
    return BAND + (named.isEmpty() ? 0 : BELOW);
  }

  @Override
  public void draw(Tag svg, double top) {
    bands.forEach(band -> draw(band, svg, top));
    drawBelow(svg, top + BAND);
  }

  private void draw(Band band, Tag svg, double top) {
    double x = axis.x(band.from());
    svg.add(
        Shapes.rectangle("band " + band.style(), x, top, width(band), BAND)
            .add("title", band.title()));
    inside(band)
        .ifPresent(
            words ->
                svg.add(Shapes.label("small on-" + band.style(), x + PADDING, top + 12.5, words)));
    legend.use(band.style());
  }

  private double width(Band band) {
    return axis.x(band.to()) - axis.x(band.from());
  }

  private Optional<String> inside(Band band) {
    double room = width(band) - 2 * PADDING;
    return List.of(band.words(), band.shortWords()).stream()
        .filter(words -> TextWidth.of(words) <= room)
        .findFirst();
  }

  private void drawBelow(Tag svg, double top) {
    List<Double> centres = named.stream().map(this::centre).toList();
    List<String> words = named.stream().map(Band::words).toList();
    double[] lefts = Spread.lefts(centres, words, axis.left(), axis.right());
    for (int i = 0; i < lefts.length; i++) {
      svg.add(leader(centres.get(i), lefts[i] + TextWidth.of(words.get(i)) / 2, top));
      svg.add(Shapes.label("small", lefts[i], top + 14, words.get(i)));
    }
  }

  private double centre(Band band) {
    return (axis.x(band.from()) + axis.x(band.to())) / 2;
  }

  private static Tag leader(double band, double label, double top) {
    String line =
        "M%s %sL%s %s"
            .formatted(Tag.number(band), Tag.number(top), Tag.number(label), Tag.number(top + 5));
    return Tag.of("path", "leader").with("d", line);
  }
}
