package io.lameduck.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.lameduck.EndReason;
import io.lameduck.Phase;
import io.lameduck.Setting;
import io.lameduck.internal.recording.Recording.Arrival;
import io.lameduck.spi.Drill;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A recording of the JVM shows what a shutdown did, and when; other services would be in it. */
@Isolated
class FlightRecordingTest {
  private final Recording recorder = new Recording();
  private final FlightRecording recording = new FlightRecording();
  @TempDir private Path folder;

  @BeforeEach
  void record() {
    recorder.enable("io.lameduck.Phase").withoutThreshold();
    recorder.enable("io.lameduck.LateArrival");
    recorder.start();
  }

  @AfterEach
  void close() {
    recorder.close();
  }

  @Test
  void aPhaseHasABeginAnEndAndAReason() throws IOException {
    recording.begin(Phase.LAME_DUCK).end(EndReason.QUIET);
    assertThat(events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getEventType().getName()).isEqualTo("io.lameduck.Phase");
              assertThat(event.getString("phase")).isEqualTo("lame-duck");
              assertThat(event.getString("end")).isEqualTo("quiet");
              assertThat(event.getEndTime()).isAfterOrEqualTo(event.getStartTime());
            });
  }

  @Test
  void aLateArrivalHasATime() throws IOException {
    recording.late(Arrival.CONNECTION, 250_000_000);
    assertThat(events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getString("arrival")).isEqualTo("connection");
              assertThat(event.getDuration("afterBegin")).isEqualTo(Duration.ofMillis(250));
            });
  }

  @Test
  void whatIsOnlyPreparedIsNotRecorded() throws IOException {
    recording.prepare();
    assertThat(events()).isEmpty();
  }

  @Test
  void aShutdownIsRecordedPhaseByPhase() throws Exception {
    try (Drill drill = new Drill().set(Setting.IDLE_LINGER, Duration.ZERO).start()) {
      drill.drain();
      drill.assertDrained();
    }
    assertThat(events())
        .extracting(event -> event.getString("phase") + " " + event.getString("end"))
        .containsExactly("lame-duck skipped", "draining drained", "closing closed");
  }

  private List<RecordedEvent> events() throws IOException {
    recorder.stop();
    Path file = folder.resolve("events.jfr");
    recorder.dump(file);
    return RecordingFile.readAllEvents(file);
  }
}
