package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final double WIDTH = TextWidth.of("label");

  @Test
  void aLabelIsBelowTheMiddleOfWhatItNames() {
    assertThat(lefts(500.0)).containsExactly(new double[] {500 - WIDTH / 2}, within(0.01));
  }

  @Test
  void labelsThatWouldMeetMoveApart() {
    double[] lefts = lefts(500.0, 505.0, 510.0);
    assertThat(lefts[1]).isEqualTo(505 - WIDTH / 2, within(0.01));
    assertThat(lefts[1]).isGreaterThan(lefts[0] + WIDTH);
    assertThat(lefts[2]).isGreaterThan(lefts[1] + WIDTH);
  }

  @Test
  void atTheRightEdgeTheyGoToTheLeft() {
    double[] lefts = lefts(990.0, 995.0, 999.0);
    assertThat(lefts[2] + WIDTH).isLessThanOrEqualTo(1000);
    assertThat(lefts[1] + WIDTH).isLessThan(lefts[2]);
    assertThat(lefts[0] + WIDTH).isLessThan(lefts[1]);
  }

  private static double[] lefts(Double... centres) {
    List<String> labels = List.of("label", "label", "label").subList(0, centres.length);
    return Spread.lefts(List.of(centres), labels, 100, 1000);
  }
}
