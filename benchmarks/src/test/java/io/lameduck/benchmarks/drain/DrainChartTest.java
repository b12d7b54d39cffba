package io.lameduck.benchmarks.drain;

import static io.lameduck.benchmarks.drain.Contender.Kind.EARLY_END;
import static io.lameduck.benchmarks.drain.Contender.Kind.LAMEDUCK;
import static io.lameduck.benchmarks.drain.Contender.Kind.PEER;
import static io.lameduck.benchmarks.drain.Contender.Kind.PEER_WITH_PRE_STOP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class DrainChartTest {
  private final String svg =
      DrainChart.svg(
          new Found()
              .failed("Lameduck on Netty", LAMEDUCK, 0)
              .failed("Lameduck on Netty", EARLY_END, 0)
              .failed("Quarkus", PEER, 5)
              .failed("Jetty", PEER, 2000)
              .failed("Quarkus", PEER_WITH_PRE_STOP, 0)
              .failed("Jetty", PEER_WITH_PRE_STOP, 1000)
              .all());

  @Test
  void namesEachServiceAndEachRegime() {
    assertThat(svg).contains(">Lameduck<", ">Quarkus<", ">Jetty<");
    for (Regime regime : Regime.values()) {
      assertThat(svg).contains(">" + regime.title() + "<");
    }
  }

  @Test
  void drawsABarForEachFigureButNone() throws Exception {
    int regimes = Regime.values().length;

    // Those of the legend, and Quarkus's first and both of Jetty's in each column.
    assertThat(bars("usual")).isEqualTo(1 + 2 * regimes);
    assertThat(bars("other")).isEqualTo(1 + regimes);
  }

  @Test
  void drawsTheLongestBarTwiceAsLongAsHalfOfIt() {
    assertThat(svg).contains("width=\"96.0\"", "width=\"48.0\"", ">2,000<", ">1,000<");
  }

  private long bars(String kind) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
    NodeList bars = document.getElementsByTagName("rect");
    long count = 0;
    for (int i = 0; i < bars.getLength(); i++) {
      if (bars.item(i).getAttributes().getNamedItem("class").getNodeValue().equals(kind)) {
        count++;
      }
    }
    return count;
  }
}
