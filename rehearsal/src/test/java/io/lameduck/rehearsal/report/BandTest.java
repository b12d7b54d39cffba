package io.lameduck.rehearsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.rehearsal.model.PodEvent;
import io.lameduck.rehearsal.model.PodEvent.Kind;
import io.lameduck.rehearsal.model.PodHistory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandTest {
  @Test
  void aPodWithAPreStopHookIsInItUntilSigterm() {
    assertThat(bands("preStop: sleep 1 s"))
        .extracting(Band::words)
        .containsExactly("ready", "preStop", "after SIGTERM");
  }

  /** SIGTERM comes a moment later, and nothing has changed for the process until then. */
  @Test
  void aPodWithoutAPreStopHookIsReadyUntilSigterm() {
    List<Band> bands = bands("");
    assertThat(bands).extracting(Band::words).containsExactly("ready", "after SIGTERM");
    assertThat(bands.get(0).to()).isEqualTo(Reports.seconds(9));
  }

  private static List<Band> bands(String hook) {
    List<PodEvent> events =
        List.of(
            event(1, Kind.READY, ""),
            event(8, Kind.DELETED, hook),
            event(9, Kind.SIGTERM, ""),
            event(10, Kind.EXITED, "exit code 0"));
    return Band.of(new PodHistory("web-1", events, null, List.of()), Duration.ofSeconds(12));
  }

  private static PodEvent event(double at, Kind kind, String detail) {
    return new PodEvent(Reports.seconds(at), kind, detail);
  }
}
