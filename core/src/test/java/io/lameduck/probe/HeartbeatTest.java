package io.lameduck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lameduck.internal.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private final ManualTime time = new ManualTime();
  private final Heartbeat heartbeat = new Heartbeat(Duration.ofSeconds(10), time);

  @Test
  void isHealthyUntilJustBeforeTheLimit() throws Exception {
    time.advance(Duration.ofSeconds(10).minusNanos(1));
    assertThat(heartbeat.healthy()).isTrue();
  }

  @Test
  void failsAtTheLimit() {
    time.advance(Duration.ofSeconds(10));
    assertThatThrownBy(heartbeat::healthy).hasMessage("no beat for 10s");
  }

  @Test
  void startsAnewWithEachBeat() throws Exception {
    time.advance(Duration.ofSeconds(9));
    heartbeat.beat();
    time.advance(Duration.ofSeconds(9));
    assertThat(heartbeat.healthy()).isTrue();
  }

  @Test
  void recoversWithTheNextBeat() throws Exception {
    time.advance(Duration.ofMinutes(1));
    heartbeat.beat();
    assertThat(heartbeat.healthy()).isTrue();
  }

  @Test
  void beatsOnTheTimeOfTheJvm() throws Exception {
    assertThat(new Heartbeat(Duration.ofHours(1)).healthy()).isTrue();
    assertThatThrownBy(new Heartbeat(Duration.ofNanos(1))::healthy).hasMessageContaining("no beat");
  }

  @Test
  void refusesALimitThatIsNotAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Heartbeat(Duration.ZERO))
        .withMessage("limit: 0s (expected: > 0s)");
  }
}
