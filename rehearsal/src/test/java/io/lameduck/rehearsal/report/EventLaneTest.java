package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodEvent.Kind;
import io.lameduck.rehearsal.model.PodHistory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLaneTest {
  private static final Axis AXIS =
      new Axis(Duration.ofSeconds(5), Duration.ofSeconds(25), 100, 800);
  private static final double LEVEL = lane(10, 18).height();

  @Test
  void wordsAreBehindTheirLine() {
    assertThat(drawn(lane(10, 18))).contains("x=\"303\" y=\"9\">deleted, SIGTERM<");
  }

  @Test
  void beforeItWhereTheNextLineIsNear() {
    assertThat(drawn(lane(10, 11.5))).contains("x=\"196.2\" y=\"9\">deleted, SIGTERM<");
    assertThat(lane(10, 11.5).height()).isEqualTo(LEVEL);
  }

  @Test
  void aboveItWhereThereIsNoRoomBefore() {
    assertThat(drawn(lane(5.5, 7))).contains("x=\"123\" y=\"9\">deleted, SIGTERM<");
    assertThat(lane(5.5, 7).height()).isEqualTo(2 * LEVEL);
  }

  @Test
  void ofWhatHappenedBeforeTheLoadThereAreNone() {
    assertThat(lane(1, 2).height()).isZero();
  }

  private static String drawn(EventLane lane) {
    Tag svg = Tag.of("svg");
    lane.draw(svg, 0);
    return svg.toString();
  }

  private static EventLane lane(double deleted, double exited) {
    List<PodEvent> events =
        List.of(
            new PodEvent(Reports.seconds(deleted), Kind.DELETED, ""),
            new PodEvent(Reports.seconds(deleted), Kind.SIGTERM, ""),
            new PodEvent(Reports.seconds(exited), Kind.EXITED, "exit code 0"));
    return new EventLane(new PodHistory("pod", events, null, List.of()), AXIS);
  }
}
