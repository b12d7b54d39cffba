package io.lameduck.rehearsal.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lameduck.rehearsal.model.ClientKind;
import io.lameduck.rehearsal.model.ColdStarts;
import io.lameduck.rehearsal.model.Count;
import io.lameduck.rehearsal.model.Failure;
import io.lameduck.rehearsal.model.FailureKind;
import io.lameduck.rehearsal.model.Latency;
import io.lameduck.rehearsal.model.Results;
import io.lameduck.rehearsal.model.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients write, another process reads. */
class LogLineTest {
  private static final Instant NOW = Instant.parse("2026-11-30T21:00:01.123Z");
  private static final Results RESULTS =
      new Results(
          Map.of(ClientKind.FRESH, new Count(4093, Map.of(FailureKind.REFUSED, 2L))),
          Map.of("orders", new Count(4093, Map.of(FailureKind.REFUSED, 2L))),
          Map.of(
              ClientKind.FRESH,
              new Latency(
                  Duration.ofMillis(1), Duration.ofNanos(4_250_000), Duration.ofSeconds(1))),
          Map.of(),
          List.of(
              new Failure(
                  Duration.ofMillis(1500),
                  ClientKind.FRESH,
                  "orders",
                  FailureKind.REFUSED,
                  "refused\nby \"it\"")),
          new Timeline(
              Duration.ofMillis(50),
              List.of(
                  new Timeline.Track("orders", ClientKind.FRESH, List.of(1, 2), List.of(0, 2)))),
          ColdStarts.none());

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ScoreLog log =
      new ScoreLog(new PrintStream(out, true, UTF_8), Clock.fixed(NOW, ZoneOffset.UTC));

  private List<String> lines() {
    return out.toString(UTF_8).lines().toList();
  }

  @Test
  void aScoreIsALineWithItsTime() {
    log.score(RESULTS);
    assertThat(lines())
        .containsExactly(
            NOW + " fresh failed 1500 ms after the start: refused, refused by \"it\"",
            NOW + " 4093 requests, 2 failed {refused=2}");
    LogLine score = LogLine.parse(lines().get(1)).orElseThrow();
    assertThat(score.at()).isEqualTo(NOW);
    assertThat(score.requests()).hasValue(4093);
    assertThat(score.failed()).hasValue(2);
    assertThat(LogLine.parse(lines().get(0)).orElseThrow().requests()).isEmpty();
  }

  @Test
  void aFailureIsToldOnce() {
    log.score(RESULTS);
    log.score(RESULTS);
    assertThat(lines()).filteredOn(line -> line.contains("after the start")).hasSize(1);
  }

  @Test
  void whatIsWaitedForIsTold() {
    log.waiting("fresh: orders:80 refused");
    assertThat(LogLine.parse(lines().get(0)).orElseThrow().waiting())
        .hasValue("fresh: orders:80 refused");
  }

  @Test
  void otherLinesAreNone() {
    assertThat(LogLine.parse("Picked up JAVA_TOOL_OPTIONS: -Xmx64m")).isEmpty();
    assertThat(Observed.parse("{\"other\": 1}")).isEmpty();
  }

  @Test
  void theResultsComeAcrossInOneLine() {
    Observed observed = new Observed(NOW, RESULTS);
    assertThat(observed.line()).doesNotContain("\n");
    assertThat(Observed.parse(observed.line())).hasValue(observed);
  }

  @Test
  void resultsOfAnotherVersionAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Observed.parse("{\"begun\":\"2026-11-30T21:00:01Z\",\"numbers\":{}}"))
        .withMessageContaining("expected: the image of the same version");
  }
}
