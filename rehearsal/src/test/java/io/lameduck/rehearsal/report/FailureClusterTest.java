package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.Timeline;
import io.lameduck.rehearsal.model.Timeline.Track;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureClusterTest {
  private static final Axis AXIS = new Axis(Duration.ZERO, Duration.ofSeconds(20), 0, 800);

  @Test
  void failuresWithinASecondShareALabel() {
    assertThat(labels(40, 41, 50, 60)).containsExactly("✕ 4");
  }

  @Test
  void thoseFartherApartHaveLabelsOfTheirOwn() {
    assertThat(labels(40, 41, 90, 180)).containsExactly("✕ 2", "✕ 1", "✕ 1");
  }

  @Test
  void aLabelAtTheEdgeIsNotCutOff() {
    List<FailureCluster> clusters = clusters(0, 199);
    assertThat(clusters.get(0).labelLeft()).isZero();
    assertThat(clusters.get(1).labelLeft() + TextWidth.of("✕ 1")).isLessThanOrEqualTo(800);
  }

  private static List<String> labels(Integer... tenths) {
    return clusters(tenths).stream().map(FailureCluster::label).toList();
  }

  /** One failure in each of these tenths of a second. */
  private static List<FailureCluster> clusters(Integer... tenths) {
    List<Integer> good = IntStream.range(0, 200).mapToObj(i -> 5).toList();
    List<Integer> failed =
        IntStream.range(0, 200).mapToObj(i -> List.of(tenths).contains(i) ? 1 : 0).toList();
    Timeline timeline =
        new Timeline(
            Duration.ofMillis(100), List.of(new Track("pod", ClientKind.FRESH, good, failed)));
    return FailureCluster.of(Marks.of("pod", timeline), AXIS);
  }
}
