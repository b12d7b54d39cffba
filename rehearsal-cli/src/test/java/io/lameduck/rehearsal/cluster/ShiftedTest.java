package io.lameduck.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStarts;
import io.lameduck.rehearsal.model.Failure;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.Timeline;
import io.lameduck.rehearsal.model.Timeline.Track;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShiftedTest {
  private static final Duration SLICE = Duration.ofMillis(50);

  @Test
  void whatTheClientsSawIsInTheTimeOfTheRehearsal() {
    Failure failure =
        new Failure(Duration.ofMillis(70), ClientKind.FRESH, "orders", FailureKind.REFUSED, "");
    Track track = new Track("orders", ClientKind.FRESH, List.of(3, 4), List.of(0, 1));
    Results seen =
        new Results(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(failure),
            new Timeline(SLICE, List.of(track)),
            ColdStarts.none());
    Results shifted = Shifted.results(seen, Duration.ofMillis(140), Map.of());
    assertThat(shifted.failures()).extracting(Failure::at).containsExactly(Duration.ofMillis(210));
    assertThat(shifted.timeline().tracks())
        .containsExactly(
            new Track("orders", ClientKind.FRESH, List.of(0, 0, 0, 3, 4), List.of(0, 0, 0, 0, 1)));
  }
}
