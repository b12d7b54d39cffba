package io.lameduck.benchmarks.drain;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.lameduck.benchmarks.drain.Contender.Kind;
import java.awt.Color;
import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Failures against exit time: a panel for each regime, a point for each contender, a line where the
 * last client has learned that the pod is gone.
 */
final class DrainChart {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 330;

  private final List<Rolls> all;

  private DrainChart(List<Rolls> all) {
    this.all = all;
  }

  static DrainChart of(List<Rolls> all) {
    return new DrainChart(all);
  }

  /**
   * Draws it as SVG.
   *
   * @throws IOException if the file cannot be written
   */
  void write(Path file) throws IOException {
    VectorGraphics2D picture = new VectorGraphics2D();
    for (Regime regime : Regime.values()) {
      Graphics2D place = (Graphics2D) picture.create();
      place.translate(regime.ordinal() % 2 * WIDTH, regime.ordinal() / 2 * HEIGHT);
      panel(regime).paint(place, WIDTH, HEIGHT);
    }
    ByteArrayOutputStream drawing = new ByteArrayOutputStream();
    new SVGProcessor()
        .getDocument(picture.getCommands(), new PageSize(2 * WIDTH, 2 * HEIGHT))
        .writeTo(drawing);
    Files.writeString(file, rounded(drawing.toString(UTF_8)));
  }

  /** Letters are drawn as outlines, with more digits than anybody can see. */
  private static String rounded(String svg) {
    return svg.replaceAll("(\\.\\d)\\d+", "$1").replace(".0 ", " ");
  }

  private XYChart panel(Regime regime) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Clients learn after " + regime.title())
            .xAxisTitle("from deletion to exit, s")
            .yAxisTitle("failed requests in a roll")
            .build();
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
    chart.getStyler().setLegendVisible(regime == Regime.VERY_SLOW); // where it hides nothing
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setMarkerSize(9);
    double allKnow = regime.propagation().slowest().toMillis() / 1000.0;
    chart.addAnnotation(new AnnotationLine(allKnow, true, false));
    for (Kind kind : Kind.values()) {
      points(chart, regime, kind);
    }
    return chart;
  }

  private void points(XYChart chart, Regime regime, Kind kind) {
    List<Rolls> shown =
        all.stream()
            .filter(rolls -> rolls.regime() == regime && rolls.contender().kind() == kind)
            .toList();
    if (!shown.isEmpty()) {
      double[] x =
          shown.stream().mapToDouble(rolls -> rolls.secondsAfterDeletion().median()).toArray();
      double[] y = shown.stream().mapToDouble(Rolls::failedPerRoll).toArray();
      XYSeries series = chart.addSeries(kind.title(), x, y);
      series.setMarker(kind.ours() ? SeriesMarkers.DIAMOND : SeriesMarkers.CIRCLE);
      series.setMarkerColor(kind.color());
    }
  }
}
